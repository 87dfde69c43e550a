"""What the worker process loads: each library takes a second or two, before which nothing is read or learned."""

import subprocess
import sys

READ = """
import sys, numpy
import desktop_al.loop.workshop, desktop_al.loop.features, desktop_al.loop.aside
from desktop_al.learn.features import handmade, hashed
from desktop_al.learn.blocks import decode_block, encode_block
texts = hashed([f"{n} {word} is said here" for n, word in enumerate(("pump", "bank", "pump", "bank") * 9)])
decode_block(encode_block(texts))
handmade([numpy.zeros((9, 9), numpy.uint8)])
print([name for name in ("sklearn", "scipy.linalg", "scipy.optimize", "onnxruntime") if name in sys.modules])
"""
LEARN = """
from desktop_al.learn.rounds import RoundInput, run_round
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish
rows, labels = fit_space(texts, 0).transform(texts), numpy.arange(30) % 2
given = RoundInput(rows, numpy.arange(30), labels, 2, numpy.zeros(36, bool), "margin", 5, 0, numpy.arange(0))
ranking = finish(run_round(given))
print(len(ranking.order), [name for name in ("sklearn", "scipy.stats", "onnxruntime") if name in sys.modules])
"""


def test_samples_are_read_and_a_model_is_fitted_without_the_large_libraries():
    done = subprocess.run([sys.executable, "-c", READ + LEARN], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["[]", "6 []"]
