/** Stands in for the package of that name: what CloudFormation's schema says of each type, which a worker reads once. */
module.exports = { loadAwsServiceSpecSync: globalThis.loadAwsServiceSpecOnce };
