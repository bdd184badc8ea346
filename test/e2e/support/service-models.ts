import * as v from 'valibot';
import { runProcess } from '../../../emulator/run-process';
import { pythonWithEmulator } from '../../../emulator/virtual-environment';

/** Prints, for each service, its operations, and for each the paths of the strings in its input. */
const PROGRAM = `
import json, sys
from botocore.loaders import Loader

def paths(shapes, name, above):
    shape = shapes[name]
    if shape["type"] == "string":
        return [""]
    if len(above) > 4 or name in above:
        return []
    if shape["type"] == "list":
        return ["[]" + path for path in paths(shapes, shape["member"]["shape"], above | {name})]
    members = shape.get("members", {}) if shape["type"] == "structure" else {}
    return ["." + member + path for member, to in members.items() for path in paths(shapes, to["shape"], above | {name})]

models = {service: Loader().load_service_model(service, "service-2") for service in sys.argv[1:]}
json.dump({service: {
    name: [path[1:] for path in paths(model["shapes"], operation["input"]["shape"], frozenset())] if "input" in operation else []
    for name, operation in model["operations"].items()
} for service, model in models.items()}, sys.stdout)
`;

const modelsSchema = v.record(v.string(), v.record(v.string(), v.array(v.string())));

/** Operations of services, and for each the paths of the strings in its input, such as `MuteTargets.AlarmNames[]`. */
export type ServiceModels = v.InferOutput<typeof modelsSchema>;

/** The models of `services` in the botocore that the emulator is installed with. */
export async function serviceModels(services: readonly string[]): Promise<ServiceModels> {
  const python = await pythonWithEmulator();
  const { exitCode, output } = await runProcess(python, ['-c', PROGRAM, ...services], { environment: process.env });
  if (exitCode !== 0) {
    throw new Error(`botocore must know ${services.join(', ')}, got\n${output}`);
  }
  return v.parse(modelsSchema, JSON.parse(output));
}
