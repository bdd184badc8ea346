// Loaded before a program that must do without the network: any connection or look-up ends it.
const dns = require('node:dns');
const net = require('node:net');

function refuse() {
  process.stderr.write('this program must not use the network\n');
  process.exit(70);
}

net.Socket.prototype.connect = refuse;
dns.lookup = refuse;
dns.promises.lookup = refuse;
