//! A small web server for the built app on this machine, with the headers that a real one must send.
//!
//! The browser tests use it too: what they find holds for the page with its content security policy in force.

mod connection;
mod desktop;
mod files;
#[cfg(test)]
mod same_bytes;

use crate::headers::Headers;
use crate::{app_build, workspace};
use anyhow::{Context, Result, anyhow};
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread;

const FIRST_PORT: u16 = 8080;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The port to serve on, 0 for any free one; the next free one if it is taken
    #[arg(long, default_value_t = FIRST_PORT)]
    port: u16,
    /// Serve what is already in dist/
    #[arg(long)]
    no_build: bool,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// The folder to serve, if not dist/
    #[arg(long, value_name = "FOLDER", requires = "no_build")]
    from: Option<PathBuf>,
    /// The one origin that the app may send exports to, such as `https://host`
    #[arg(long, value_name = "ORIGIN")]
    export_to: Option<String>,
}

/// Builds the app and serves it until it is stopped.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let headers = Headers::new(arguments.export_to.as_deref())?;
    if !arguments.no_build {
        app_build::build(arguments.export_to.as_deref())?;
    }
    let dist = arguments.from.clone().unwrap_or_else(workspace::dist);
    if !dist.join("index.html").is_file() {
        return Err(anyhow!("The app is not built yet. Run `cargo xtask build`."));
    }
    let listener = listen(arguments.port)?;
    let port = listener.local_addr()?.port();
    if arguments.port != 0 && port != arguments.port {
        println!("Port {} is taken; using {port}.", arguments.port);
    }
    let address = format!("http://localhost:{port}/");
    println!("Wayhome is at {address}");
    if !arguments.no_open {
        desktop::open(&address);
    }
    serve(&listener, &dist, &headers);
    Ok(())
}

/// The first free port from this one on; only this machine can reach it.
fn listen(first: u16) -> Result<TcpListener> {
    for port in first..=first.saturating_add(100) {
        match TcpListener::bind(("127.0.0.1", port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            other => return other.with_context(|| format!("Port {port} cannot be used")),
        }
    }
    Err(anyhow!("No port from {first} on is free. Name another with --port."))
}

/// Answers each connection in a thread of its own: one that a browser opens ahead and leaves idle holds up no other.
fn serve(listener: &TcpListener, dist: &Path, headers: &Headers) {
    for stream in listener.incoming().flatten() {
        let (dist, headers) = (dist.to_path_buf(), headers.clone());
        // The browser may have gone away before its answer: nothing to put right.
        thread::spawn(move || connection::answer(stream, &dist, &headers).ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let taken = listen(0).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(listen(port).unwrap().local_addr().unwrap().port() > port);
    }

    #[test]
    fn the_page_comes_with_its_security_headers() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<p>Wayhome").unwrap();
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || serve(&listener, folder.path(), &Headers::default()));

        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with("<p>Wayhome"), "{answer}");
        for (name, value) in Headers::default().for_file("text/html; charset=utf-8", false) {
            assert!(
                answer.contains(&format!("\r\n{name}: {value}\r\n")),
                "{name} is missing: {answer}"
            );
        }
    }
}
