import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** Reads `{"patterns": {name: pattern}, "events": [event]}`; writes `{"scores": {name: score}, "matches": [[name]]}`. */
public class Ruler {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Counting stops here. */
    private static final int MOST = 100;

    public static void main(String[] arguments) throws Exception {
        JsonNode asked = JSON.readTree(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode scores = answer.putObject("scores");
        Machine all = new Machine();
        for (var pattern : asked.get("patterns").properties()) {
            Machine alone = new Machine();
            alone.addRule(pattern.getKey(), pattern.getValue().toString());
            scores.put(pattern.getKey(), alone.evaluateComplexity(new MachineComplexityEvaluator(MOST)));
            if (!asked.get("events").isEmpty()) all.addRule(pattern.getKey(), pattern.getValue().toString());
        }
        var matches = answer.putArray("matches");
        for (JsonNode event : asked.get("events")) {
            var names = matches.addArray();
            all.rulesForJSONEvent(event.toString()).forEach(names::add);
        }
        System.out.println(answer);
    }
}
