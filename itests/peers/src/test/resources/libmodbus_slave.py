"""A Modbus RTU slave on libmodbus: unit 41 on the serial device given as argument, 19,200 Bd, 8N1.

Holding registers from 0: float32 231.25 V, word-swapped float32 3.5 A, int32 800 W, BCD 4998 (49.98 Hz), uint64
5000000000 (0.1 Wh).
"""
import ctypes
import struct
import sys

UNIT = 41


class Mapping(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in (
        "nb_bits", "start_bits", "nb_input_bits", "start_input_bits",
        "nb_input_registers", "start_input_registers", "nb_registers", "start_registers")] + [
        ("tab_bits", ctypes.POINTER(ctypes.c_uint8)), ("tab_input_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_registers", ctypes.POINTER(ctypes.c_uint16)), ("tab_registers", ctypes.POINTER(ctypes.c_uint16))]


def words(fmt, value):
    raw = struct.pack(">" + fmt, value)
    return [int.from_bytes(raw[i:i + 2], "big") for i in range(0, len(raw), 2)]


modbus = ctypes.CDLL("libmodbus.so.5", use_errno=True)
modbus.modbus_new_rtu.restype = ctypes.c_void_p
modbus.modbus_new_rtu.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_char, ctypes.c_int, ctypes.c_int]
modbus.modbus_mapping_new.restype = ctypes.POINTER(Mapping)
for function, arguments in {
        "modbus_set_slave": [ctypes.c_int],
        "modbus_set_byte_timeout": [ctypes.c_uint32, ctypes.c_uint32],
        "modbus_connect": [],
        "modbus_receive": [ctypes.c_char_p],
        "modbus_reply": [ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(Mapping)]}.items():
    getattr(modbus, function).argtypes = [ctypes.c_void_p] + arguments

line = modbus.modbus_new_rtu(sys.argv[1].encode(), 19200, b"N", 8, 1)
modbus.modbus_set_slave(line, UNIT)
# It waits for the answer to each question to another slave; when there is none, it must not wait for long.
modbus.modbus_set_byte_timeout(line, 0, 20_000)
if modbus.modbus_connect(line) != 0:
    sys.exit(f"can't open {sys.argv[1]}: errno {ctypes.get_errno()}")
registers = (words("f", 231.25) + words("f", 3.5)[::-1] + words("i", 800) + [0x4998] + words("Q", 5_000_000_000))
mapping = modbus.modbus_mapping_new(0, 0, len(registers), 0)
for address, word in enumerate(registers):
    mapping.contents.tab_registers[address] = word
print("ready", flush=True)

request = ctypes.create_string_buffer(256)
while True:
    length = modbus.modbus_receive(line, request)
    if length > 0:
        modbus.modbus_reply(line, request, length, mapping)
