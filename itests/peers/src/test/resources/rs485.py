"""Plays an RS485 line on pseudo terminals: FOLDER PORTS BAUD [PORT,PORT...].

Makes the serial devices FOLDER/port0, FOLDER/port1 ... and says "ready". A character written to one of them is heard by
all others one character time later (10 bits). Characters sent in the same time meet on the line: zeros win, as they do
on the wire. The ports named last hear only port 0, the master: some slaves take the answers of others for requests.
Ends on SIGTERM.
"""
import os
import pty
import select
import sys
import time
import tty

folder, ports, baud = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sheltered = {int(port) for port in sys.argv[4].split(",")} if len(sys.argv) > 4 else set()
character = 10 / baud

masters, kept = [], []
for port in range(ports):
    master, slave = pty.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    masters.append(master)
    # Open here as well, so that a program may leave its port and come back.
    kept.append(slave)
    os.symlink(os.ttyname(slave), os.path.join(folder, f"port{port}"))
waiting = [bytearray() for _ in masters]
print("ready", flush=True)


def hears(port, senders):
    return port not in senders and (port not in sheltered or 0 in senders)


def tick():
    """One character time: whoever has something to send sends one character, all at once."""
    senders = [port for port in range(ports) if waiting[port]]
    heard = 0xFF
    for port in senders:
        heard &= waiting[port].pop(0)
    for port in range(ports):
        if hears(port, senders):
            try:
                os.write(masters[port], bytes([heard]))
            except BlockingIOError:
                pass  # nobody reads there, and its buffer is full


due = 0.0
while True:
    busy = any(waiting)
    readable, _, _ = select.select(masters, [], [], max(0.0, due - time.monotonic()) if busy else None)
    for master in readable:
        waiting[masters.index(master)] += os.read(master, 4096)
    now = time.monotonic()
    if not busy:
        due = now + character
    while any(waiting) and due <= now:
        tick()
        due += character
