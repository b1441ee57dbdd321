"""Parses a text with a UDPipe 1 model, for comparison: `python peers.py MODEL TEXT > OUT.conllu`. Needs `pip install ufal.udpipe`.

Prints words a second on one thread to standard error, reading the model not counted.
"""

import sys
import time

from ufal.udpipe import Model, Pipeline, ProcessingError

model = Model.load(sys.argv[1])
text = open(sys.argv[2], encoding="utf8").read()
pipeline = Pipeline(model, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
error = ProcessingError()
started = time.process_time()
parsed = pipeline.process(text, error)
seconds = time.process_time() - started
if error.occurred():
    sys.exit(error.message)
words = sum(line[:1].isdigit() and line.split("\t")[0].isdigit() for line in parsed.split("\n"))
print(f"{words} words, {words / seconds:.0f} words a second", file=sys.stderr)
sys.stdout.write(parsed)
