//! Clients that dawdle are cut by the limits, which are lowered here.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::web::{House, Reply};

/// Sends bytes and then nothing; gives what came until the server ended the connection.
fn left_alone(house: &House, bytes: &str) -> Vec<u8> {
    let web = house.open();
    let mut stream = TcpStream::connect(web.address).unwrap();
    stream.write_all(bytes.replace("HOST", &web.host).as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

#[track_caller]
fn check(bytes: &str, status: Option<u16>) {
    let mut house = House::new();
    house.options.limits.head = Duration::from_millis(50);
    house.options.limits.body = Duration::from_millis(50);
    let answer = left_alone(&house, bytes);
    let got = (!answer.is_empty()).then(|| Reply::read(&answer).status);
    assert_eq!(got, status, "{bytes}: {}", String::from_utf8_lossy(&answer));
}

#[test]
fn whoever_dawdles_is_cut() {
    check("", None);
    check("GET /rounds.json HT", None);
    check("GET /rounds.json HTTP/1.1\r\nHost: HOST\r\nX-Slow: ", None);
    // Answered, and cut when nothing more comes.
    check("GET /rounds.json HTTP/1.1\r\nHost: HOST\r\n\r\n", Some(200));
    let post = "POST /api/session HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n\
                Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    check(post, Some(408));
}

#[test]
fn there_are_so_many_connections_and_the_next_one_waits() {
    let mut house = House::new();
    house.options.limits.connections_max = 2;
    let web = house.open();
    let held: Vec<TcpStream> = (0..2).map(|_| TcpStream::connect(web.address).unwrap()).collect();
    let mut waiting = TcpStream::connect(web.address).unwrap();
    let ask = format!("GET /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", web.host);
    waiting.write_all(ask.as_bytes()).unwrap();
    // The first two end and make room; before that nothing can come.
    drop(held);
    let mut answer = Vec::new();
    waiting.read_to_end(&mut answer).unwrap();
    assert_eq!(Reply::read(&answer).status, 200);
}
