//! A web server for one test, and a clock that only the test moves.

use ingest::watch::Clock;
use jiff::Timestamp;
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers each request as the test says and keeps what was asked.
pub struct Server {
    /// `http://ADDRESS:PORT`.
    pub root: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` gives for a path the whole response; the connection is closed after it.
    pub fn start(address: &str, answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Server {
        let listener = TcpListener::bind((address, 0)).unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(stream, &log, &answer);
            }
        });
        Server { root, asked }
    }

    /// The heads of all requests so far, with the line of the request first.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths of all requests since the last time, in order.
    pub fn paths(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<String>>, answer: &impl Fn(&str) -> Vec<u8>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let Some(path) = head.split(' ').nth(1) else { return };
    let response = answer(path);
    log.lock().unwrap().push(head.clone());
    // The client may have enough before all is sent.
    let _ = stream.write_all(&response);
    if response.ends_with(STALLED) {
        // Nothing more comes until the client gives up.
        let _ = stream.read(&mut byte);
    }
}

/// With this end a response stays unfinished, its connection open.
pub const STALLED: &[u8] = b"<!-- stalled";

/// A response with a body.
pub fn response(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A response to what is not there.
pub fn missing() -> Vec<u8> {
    response("404 Not Found", "")
}

/// A clock that stands still but for sleep, of which it takes note.
pub struct Still {
    now: Cell<Timestamp>,
    slept: RefCell<Vec<u64>>,
}

impl Still {
    pub fn new() -> Still {
        Still { now: Cell::new("2024-07-01T12:00:00Z".parse().unwrap()), slept: RefCell::default() }
    }

    pub fn pass(&self, seconds: u64) {
        self.now.set(self.now.get() + Duration::from_secs(seconds));
    }

    /// How many seconds each sleep took since the last time.
    pub fn slept(&self) -> Vec<u64> {
        self.slept.take()
    }
}

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    fn sleep(&self, duration: Duration) {
        self.slept.borrow_mut().push(duration.as_secs());
        self.now.set(self.now.get() + duration);
    }
}
