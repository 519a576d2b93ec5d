"""Asks a Modbus TCP server who it is (function 43/14) with pymodbus: PORT UNIT; prints one "id=text" a line."""
import sys

from pymodbus.client import ModbusTcpClient
from pymodbus.mei_message import ReadDeviceInformationRequest

client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[1]), timeout=5)
client.connect()
reply = client.execute(ReadDeviceInformationRequest(read_code=1, object_id=0, unit=int(sys.argv[2])))
if reply.isError():
    print(reply)
    sys.exit(1)
for number, text in sorted(reply.information.items()):
    print(f"{number}={text.decode('latin-1')}")
client.close()
