"""Reads holding registers with pymodbus, frames of Modbus RTU over TCP: PORT UNIT ADDRESS COUNT; one word a line."""
import sys

from pymodbus.client import ModbusTcpClient
from pymodbus.transaction import ModbusRtuFramer

port, unit, address, count = (int(word) for word in sys.argv[1:5])
client = ModbusTcpClient("127.0.0.1", port=port, framer=ModbusRtuFramer, timeout=5)
client.connect()
reply = client.read_holding_registers(address, count, slave=unit)
if reply.isError():
    sys.exit(str(reply))
print("\n".join(str(word) for word in reply.registers))
client.close()
