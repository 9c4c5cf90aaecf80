#!/usr/bin/env bash
# A guess: a form that is drawn under a new key after each use (so that it is empty again) calls back once for each use; what
# the browser says of a widget that is no longer on the page is not heard.
#
# What is seen, streamlit 1.67.0: the session forgets the value of a widget that is gone and keeps its callback. A message
# that the browser had sent before it knew (a clock's, a second click's) names the old widget with the old value, which
# differs from nothing at all: the callback runs again, with what was given before, on every such message.
#
# Why it matters: files dropped once were taken twice on a slow machine. What a callback takes has to be recognised (an upload
# by its file_id), or the key that calls has to be compared with the one now on the page.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "streamlit==1.67.0" "websockets==17.4"
cat > page.py <<'P'
import streamlit as st

count = st.session_state.setdefault("count", 0)
taken = st.session_state.setdefault("taken", [])


def take(key):
    taken.append(f"{key}={st.session_state[key]}")
    st.session_state["count"] += 1


key = f"box:{count}"
st.text_input("Dépêche", key=key, on_change=take, args=(key,))
st.text(f"taken: {taken}")
P
cat > try.py <<'P'
import asyncio
import socket as sockets
import subprocess
import sys
import time
import urllib.request

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


async def run(socket, states):
    """Send one rerun with these widget states; the widget's id and the last text shown."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    for identity, value in states:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = identity, value
    await socket.send(message.SerializeToString())
    box, told = "", ""
    while True:
        forward = ForwardMsg()
        forward.ParseFromString(await asyncio.wait_for(socket.recv(), 30))
        element = forward.delta.new_element
        box = element.text_input.id or box
        told = element.text.body or told
        if forward.WhichOneof("type") == "script_finished":
            return box, told


async def main(port):
    async with websockets.connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as socket:
        first, told = await run(socket, [])
        second, told = await run(socket, [(first, "Nantes")])
        print("after the words were typed:    ", told)
        assert told == "taken: ['box:0=Nantes']" and second != first
        third, told = await run(socket, [(first, "Nantes")])
        print("after the same message, late:  ", told)
        assert told == "taken: ['box:0=Nantes', 'box:0=Nantes']", "the behaviour has changed"


with sockets.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "page.py", "--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}", "--browser.gatherUsageStats=false"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    for _ in range(60):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health")
            break
        except OSError:
            time.sleep(0.5)
    asyncio.run(main(port))
finally:
    server.terminate()
P
venv/bin/python try.py
