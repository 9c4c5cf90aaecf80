#!/usr/bin/env bash
# A guess: MinHash signatures made with the same seed and number of permutations can be compared whichever release of
# datasketch made them, so they can be stored beside a text and used for years.
#
# What is seen: 1.6.5 and 2.0.0 make different signatures of the same words from the same seed. Compared with each other, a
# text and its exact copy look as unlike as two strangers, and nothing says so.
#
# Why it matters: a store of signatures that outlives an upgrade goes on answering, with near-duplicates no longer found.
# Keep with each signature what made it, and make it anew when that changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > try.py <<'P'
import sys
from datasketch import MinHash

made = MinHash(num_perm=64, seed=1)
for word in "le ministre a annoncé mardi à Marseille le déploiement de trois cents policiers".split():
    made.update(word.encode())
print(*made.hashvalues, file=open(sys.argv[1], "w"))
P
for version in 1.6.5 2.0.0; do
  python3 -m venv "venv-$version"
  "venv-$version/bin/pip" install -q --disable-pip-version-check "datasketch==$version"
  "venv-$version/bin/python" try.py "$version.txt"
done
python3 - <<'P'
old, new = (open(f"{version}.txt").read().split() for version in ("1.6.5", "2.0.0"))
alike = sum(a == b for a, b in zip(old, new)) / len(old)
print("datasketch 1.6.5 and 2.0.0, one text, one seed: likeness", alike)
assert len(old) == len(new) == 64 and alike < 0.1, "the behaviour has changed"
P
