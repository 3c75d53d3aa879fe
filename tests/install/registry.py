"""A registry with one image of one layer, for a build that may ask nobody else: python3 registry.py NAME LAYER.tar.gz PORT-FILE."""
import gzip
import hashlib
import http.server
import json
import os
import platform
import shutil
import sys

name, layer, port_file = sys.argv[1:4]
OCI = "application/vnd.oci.image"


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def file_digest(stream):
    seen = hashlib.sha256()
    for part in iter(lambda: stream.read(1 << 20), b""):
        seen.update(part)
    return "sha256:" + seen.hexdigest()


with open(layer, "rb") as packed:
    layer_digest = file_digest(packed)
with gzip.open(layer, "rb") as plain:
    diff = file_digest(plain)
config = json.dumps({
    "architecture": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()), "os": "linux",
    "config": {"Env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/share/dotnet", "DOTNET_ROOT=/usr/share/dotnet"]},
    "rootfs": {"type": "layers", "diff_ids": [diff]}, "history": [{"created_by": "debootstrap"}]}).encode()
manifest = json.dumps({
    "schemaVersion": 2, "mediaType": f"{OCI}.manifest.v1+json",
    "config": {"mediaType": f"{OCI}.config.v1+json", "size": len(config), "digest": digest(config)},
    "layers": [{"mediaType": f"{OCI}.layer.v1.tar+gzip", "size": os.path.getsize(layer), "digest": layer_digest}]}).encode()


class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        if path.rstrip("/") == "/v2":
            self.answer("application/json", b"{}")
        elif path.startswith(f"/v2/{name}/manifests/"):
            self.answer(f"{OCI}.manifest.v1+json", manifest, digest(manifest))
        elif path == f"/v2/{name}/blobs/{digest(config)}":
            self.answer(f"{OCI}.config.v1+json", config, digest(config))
        elif path == f"/v2/{name}/blobs/{layer_digest}":
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Length", str(os.path.getsize(layer)))
            self.end_headers()
            if self.command == "GET":
                with open(layer, "rb") as blob:
                    shutil.copyfileobj(blob, self.wfile)
        else:
            self.send_error(404)

    do_HEAD = do_GET

    def answer(self, kind, data, its_digest=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if its_digest:
            self.send_header("Docker-Content-Digest", its_digest)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry)
with open(port_file + ".part", "w") as port:
    port.write(str(server.server_address[1]))
os.rename(port_file + ".part", port_file)
server.serve_forever()
