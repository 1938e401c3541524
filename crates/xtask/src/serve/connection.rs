//! One request and its answer, as HTTP/1.1 writes them.
//!
//! Each connection ends with its answer. That is slower than keeping it open and cannot be got wrong: a ready-made server
//! with persistent connections left a browser's fifth request unanswered.

use super::files;
use crate::headers::Headers;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

/// A browser's request is far shorter.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// How long a connection may stay silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a request and sends the file that it asks for.
pub(crate) fn answer(mut stream: TcpStream, dist: &Path, headers: &Headers) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let (method, address) = request(&stream)?;
    let file = files::find(dist, &method, &address);
    let mut head = Vec::new();
    write!(head, "HTTP/1.1 {} {}\r\n", file.status, reason(file.status))?;
    for (name, value) in headers.for_file(file.content_type, file.lasting) {
        write!(head, "{name}: {value}\r\n")?;
    }
    write!(
        head,
        "Content-Length: {}\r\nConnection: close\r\n\r\n",
        file.bytes.len()
    )?;
    stream.write_all(&head)?;
    if method != "HEAD" {
        stream.write_all(&file.bytes)?;
    }
    stream.flush()
}

/// The method and the address of a request, read to the empty line that ends it.
fn request(stream: impl Read) -> Result<(String, String)> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let first = lines.next().ok_or(ErrorKind::UnexpectedEof)??;
    let mut words = first.split(' ');
    let (Some(method), Some(address), Some("HTTP/1.1" | "HTTP/1.0")) = (words.next(), words.next(), words.next())
    else {
        return Err(Error::new(ErrorKind::InvalidData, "this is not an HTTP request"));
    };
    let (method, address) = (method.to_owned(), address.to_owned());
    for line in lines {
        if line?.is_empty() {
            return Ok((method, address));
        }
    }
    Err(ErrorKind::UnexpectedEof.into())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::request;

    #[test]
    fn a_request_is_read_to_its_end() {
        let read = request(&b"GET /a?b=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"[..]).unwrap();
        assert_eq!(read, ("GET".to_owned(), "/a?b=1".to_owned()));
    }

    #[test]
    fn half_a_request_and_no_request_are_refused() {
        assert!(request(&b"GET / HTTP/1.1\r\nHost: local"[..]).is_err());
        assert!(request(&b"hello\r\n\r\n"[..]).is_err());
        assert!(request(&b""[..]).is_err());
    }
}
