"""A mail server for the tests: smtp_server.py PORT FOLDER. Port 0 takes a free one; the first line printed is the port.

Each message is kept as it came, in a file of the folder. Some mailboxes answer as real servers do when something is wrong:
unknown@ (no such user), relay@ (we do not relay), policy@ (refused by policy), full@ (try later), spam@ (content refused).
"""

import asyncio
import itertools
import pathlib
import random
import sys

from aiosmtpd.smtp import SMTP

ANSWERS = {
    "unknown": "550 5.1.1 <unknown@comune.example>: Recipient address rejected: User unknown",
    "relay": "554 5.7.1 <relay@comune.example>: Relay access denied",
    "policy": "550 5.7.1 Message rejected by policy",
    "full": "452 4.2.2 Mailbox full",
}


class Handler:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.numbers = itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = ANSWERS.get(address.split("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.6.0 Message content rejected"
        number = next(self.numbers)
        (self.folder / f"{number:04}-{envelope.rcpt_tos[0]}.part").write_bytes(envelope.content)
        (self.folder / f"{number:04}-{envelope.rcpt_tos[0]}.part").rename(self.folder / f"{number:04}-{envelope.rcpt_tos[0]}.eml")
        return "250 OK"


async def listen(port, handler):
    loop = asyncio.get_running_loop()
    while True:
        try:
            # Below the ports that systems lend to clients: after a stop nobody else has it.
            return await loop.create_server(lambda: SMTP(handler), "127.0.0.1", port or random.randrange(10000, 32000))
        except OSError:
            if port:
                raise


async def main(port, folder):
    server = await listen(port, Handler(folder))
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
