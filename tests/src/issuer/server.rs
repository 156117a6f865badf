//! The HTTP server of the issuer: one thread for each connection, one request for each connection.
#![expect(clippy::expect_used, reason = "a test without a server cannot go on")]

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::json;

use super::{Answer, keys};

/// A server; its threads end when it is dropped or their client goes.
#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    url: String,
    discovery: Answer,
    jwks: Answer,
    requests: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

impl Server {
    pub(super) fn start(discovery: Answer, jwks: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free loopback port");
        let address = listener.local_addr().expect("the address of the listener");
        let shared = Arc::new(Shared {
            url: format!("http://{address}"),
            discovery,
            jwks,
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if accepting.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let answering = Arc::clone(&accepting);
                // A client that goes away before the end is part of the tests.
                thread::spawn(move || answering.serve(&stream).unwrap_or_default());
            }
        });
        Self { address, shared }
    }

    pub(super) fn url(&self) -> &str {
        &self.shared.url
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // The listener sees the flag when the next connection comes.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn serve(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let mut head = String::new();
        let mut reader = BufReader::new(stream);
        while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head)? > 0 {}
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(head);
        let (answer, good) = match path.as_str() {
            "/.well-known/openid-configuration" => (&self.discovery, self.discovery_document()),
            "/.well-known/jwks" => (&self.jwks, keys::jwks().to_string()),
            "/moved" => (&Answer::Good, keys::jwks().to_string()),
            _ => (&Answer::Status(404), String::new()),
        };
        match answer {
            Answer::Good => send(stream, "", good.as_bytes()),
            Answer::Text(text) => send(stream, "", text.replace("ISSUER", &self.url).as_bytes()),
            Answer::Bytes(bytes, name, value) => send(stream, &format!("{name}: {value}\r\n"), bytes),
            Answer::Status(status) => {
                write!(stream, "HTTP/1.1 {status} Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            }
            Answer::Redirect(target) => write!(
                stream,
                "HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            Answer::Endless(bytes) => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"keys\": [")?;
                let block = [b' '; 64 * 1024];
                for _ in 0..bytes.div_ceil(block.len()) {
                    stream.write_all(&block)?;
                }
                stream.write_all(b"]}")
            }
            Answer::Slow(time) => {
                thread::sleep(*time);
                send(stream, "", good.as_bytes())
            }
            Answer::Drip(time) => {
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", good.len())?;
                for byte in good.as_bytes() {
                    if self.stopped.load(Ordering::SeqCst) {
                        break;
                    }
                    thread::sleep(*time);
                    stream.write_all(&[*byte])?;
                }
                Ok(())
            }
            Answer::Down => Ok(()),
        }
    }

    /// The members that GitHub's document has.
    fn discovery_document(&self) -> String {
        let url = &self.url;
        json!({
            "issuer": url,
            "jwks_uri": format!("{url}/.well-known/jwks"),
            "subject_types_supported": ["public", "pairwise"],
            "response_types_supported": ["id_token"],
            "claims_supported": ["sub", "aud", "exp", "iat", "iss", "jti", "nbf", "ref", "repository"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid"],
        })
        .to_string()
    }
}

fn send(mut stream: &TcpStream, header: &str, body: &[u8]) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{header}Connection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}
