# Sets $python to an interpreter with what requirements.lock pins; sourced by the scripts here, at the root of the repository.
python=target/bench/venv/bin/python
if [ ! -x "$python" ]; then
    python3 -m venv target/bench/venv
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r benches/requirements.lock
fi
