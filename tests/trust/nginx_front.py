"""nginx with the configuration that is shipped: only its ports and its certificate are other ones."""

from __future__ import annotations

import datetime
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from streamlit_client import free_port

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
NAME = "dashboard.example.org"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@dataclass(frozen=True)
class Front:
    tls: int  # the port
    plain: int
    certificate: str


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(days=1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (folder / "cert.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def configuration(folder: Path, replicas: list[int], front: Front) -> str:
    text = SHIPPED.read_text(encoding="utf-8")
    for number, port in enumerate(replicas):
        text = text.replace(f"127.0.0.1:850{number + 1} ", f"127.0.0.1:{port} ")
    text = text.replace("listen 443", f"listen 127.0.0.1:{front.tls}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{front.plain};")
    text = text.replace("/etc/ssl/dashboard.pem", front.certificate)
    text = text.replace("/etc/ssl/private/dashboard.key", str(folder / "cert.key"))
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"http {{ access_log off; {places} {text} }}"
    return f"pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}} {http}"


@contextmanager
def nginx(folder: Path, replicas: list[int]) -> Iterator[Front]:
    """Before three replicas, until the end of the block."""
    certificate(folder)
    front = Front(free_port(), free_port(), str(folder / "cert.pem"))
    (folder / "nginx.conf").write_text(configuration(folder, replicas, front), encoding="utf-8")
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", front.tls)) == 0:
                    break
            time.sleep(0.05)
        yield front
        running.terminate()
