// The extension host loads this instead of the real test module. It runs that module and writes the outcome to a file: the workbench
// in a browser reports success, too, when the extension host dies in the middle of the tests.
const { writeFileSync } = require("node:fs");
const path = require("node:path");

exports.run = async () => {
  const resultFile = process.env.PROTOCALL_TESTS_RESULT;
  try {
    const file = process.env.PROTOCALL_TESTS;
    await require(file).run(path.dirname(file));
    writeFileSync(resultFile, "passed");
  } catch (error) {
    writeFileSync(resultFile, "failed");
    throw error;
  }
};
