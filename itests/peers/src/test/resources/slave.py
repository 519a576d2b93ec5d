"""A Modbus RTU slave that others wrote (pymodbus): unit 40 on the serial device given as argument, 19,200 Bd, 8N1.

Holding registers from 0: float32 230.5 V, word-swapped float32 12.25 A, int32 -1500 W, BCD 5000 (50.00 Hz), uint64
1234567890123 (0.1 Wh), text "PEER".
"""
import struct
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartSerialServer
from pymodbus.transaction import ModbusRtuFramer


def words(fmt, *values):
    raw = struct.pack(">" + fmt, *values)
    return [int.from_bytes(raw[i:i + 2], "big") for i in range(0, len(raw), 2)]


registers = (words("f", 230.5) + words("f", 12.25)[::-1] + words("i", -1500) + [0x5000]
             + words("Q", 1234567890123) + words("4s", b"PEER"))
block = ModbusSequentialDataBlock(0, registers + [0] * 100)
context = ModbusServerContext(slaves={40: ModbusSlaveContext(hr=block, zero_mode=True)}, single=False)
print("ready", flush=True)
StartSerialServer(context=context, framer=ModbusRtuFramer, port=sys.argv[1], baudrate=19200, parity="N", timeout=0.005)
