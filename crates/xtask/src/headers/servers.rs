//! The headers in the languages of common web servers: docs/hosting/, written by `cargo xtask headers`.
//!
//! Each file says the same: every file bears the common headers; one whose name holds a fingerprint (16 hexadecimal digits) may be kept
//! for ever, every other is asked for anew; an address without an end is a place within the app, which the page answers. What is not there
//! may be there in a moment, while files are being replaced: that it is not is kept nowhere.

use super::{ASKED_ANEW, Headers, LASTING, TYPES};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The one origin that the app may send exports to, such as `https://host`
    #[arg(long, value_name = "ORIGIN")]
    export_to: Option<String>,
    /// Where to write them
    #[arg(long, value_name = "FOLDER", default_value = "docs/hosting")]
    to: String,
}

/// Writes the files of every server.
pub(crate) fn write(arguments: &Arguments) -> Result<()> {
    let headers = Headers::new(arguments.export_to.as_deref())?;
    let folder = workspace::root().join(&arguments.to);
    write_into(&folder, &headers)?;
    println!("Header files are in {}", folder.display());
    Ok(())
}

fn write_into(folder: &Path, headers: &Headers) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in all(headers) {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// Each server's file: its name and what it says.
fn all(headers: &Headers) -> Vec<(&'static str, String)> {
    vec![
        ("nginx.conf", nginx(headers)),
        ("apache.htaccess", apache(headers)),
        ("web.config", iis(headers)),
        ("Caddyfile", caddy(headers)),
        ("_headers", netlify(headers)),
        ("_redirects", "/* /index.html 200\n".to_owned()),
    ]
}

const WRITTEN: &str = "Written by `cargo xtask headers`. Change crates/xtask/src/headers/ instead.";

/// A line for each header, and the last for how long a file may be kept.
fn lines(headers: &Headers, kept: &str, line: impl Fn(&str, &str) -> String) -> String {
    let common = headers.common();
    let all = common.iter().map(|(name, value)| (*name, value.as_str()));
    all.chain([("Cache-Control", kept)])
        .map(|(name, value)| line(name, value))
        .collect()
}

/// A line for each kind of file that there is.
fn types(line: impl Fn(&str, &str) -> String) -> String {
    TYPES.iter().map(|(end, kind)| line(end, kind)).collect()
}

fn nginx(headers: &Headers) -> String {
    // In nginx an `add_header` in a location drops those around it, so each location has all of them.
    let said = |kept: &str| {
        lines(headers, kept, |name, value| {
            // With `always`, an error would be kept as long as the file.
            let when = if value == LASTING { "" } else { " always" };
            format!("    add_header {name} \"{value}\"{when};\n")
        })
    };
    let types = types(|end, kind| format!("    {} {end};\n", kind.split(';').next().unwrap_or(kind)));
    format!(
        "# {WRITTEN}
# Inside `server {{ … }}` of Wayhome's own host, with `root` set to the built app.
location ~ \"\\.[0-9a-f]{{16}}\\.[a-z]+$\" {{
    try_files $uri @missing;
{}}}
location @missing {{
    return 404;
{}}}
location / {{
    try_files $uri /index.html;
{}}}
location ~ \"\\.[a-z]+$\" {{
    try_files $uri =404;
{}}}
charset utf-8;
# Pages have one of themselves.
charset_types text/javascript text/css;
types {{
{types}}}
",
        said(LASTING),
        said(ASKED_ANEW),
        said(ASKED_ANEW),
        said(ASKED_ANEW)
    )
}

fn apache(headers: &Headers) -> String {
    let types = types(|end, kind| format!("AddType \"{kind}\" .{end}\n"));
    format!(
        "# {WRITTEN}
# Beside index.html, named .htaccess. Needs mod_headers, mod_mime and mod_rewrite.
{types}{}<FilesMatch \"\\.[0-9a-f]{{16}}\\.[a-z]+$\">
Header always set Cache-Control \"{LASTING}\" \"expr=%{{REQUEST_STATUS}} -lt 400\"
</FilesMatch>
RewriteEngine On
RewriteCond %{{REQUEST_URI}} !\\.[a-z]+$
RewriteRule ^ /index.html [L]
",
        lines(headers, ASKED_ANEW, |name, value| format!(
            "Header always set {name} \"{value}\"\n"
        )),
    )
}

fn iis(headers: &Headers) -> String {
    let types = types(|end, kind| {
        format!("      <remove fileExtension=\".{end}\" /><mimeMap fileExtension=\".{end}\" mimeType=\"{kind}\" />\n")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- {WRITTEN}
     Beside index.html. Needs the URL Rewrite module. -->
<configuration>
  <system.webServer>
    <staticContent>
{types}    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name=\"X-Powered-By\" />
{}      </customHeaders>
    </httpProtocol>
    <rewrite>
      <rules>
        <rule name=\"A place within the app\"><match url=\"\\.[a-z]+$\" negate=\"true\" /><action type=\"Rewrite\" url=\"/index.html\" /></rule>
      </rules>
      <outboundRules>
        <rule name=\"A file named by its content\">
          <match serverVariable=\"RESPONSE_Cache-Control\" pattern=\".*\" />
          <conditions><add input=\"{{REQUEST_URI}}\" pattern=\"\\.[0-9a-f]{{16}}\\.[a-z]+$\" /><add input=\"{{RESPONSE_STATUS}}\" pattern=\"^[23]\" /></conditions>
          <action type=\"Rewrite\" value=\"{LASTING}\" />
        </rule>
      </outboundRules>
    </rewrite>
  </system.webServer>
</configuration>
",
        lines(headers, ASKED_ANEW, |name, value| format!("        <add name=\"{name}\" value=\"{value}\" />\n")),
    )
}

fn caddy(headers: &Headers) -> String {
    let common = headers.common();
    let said: Vec<_> = common
        .iter()
        .map(|(name, value)| format!("        {name} \"{value}\"\n"))
        .collect();
    // Of two that set the same header Caddy takes the more general one last, so each file must match one of them only.
    format!(
        "# {WRITTEN}
wayhome.example {{
    root * /srv/wayhome
    encode zstd gzip
    @place not path_regexp \\.[a-z]+$
    rewrite @place /index.html
    header {{
{}    }}
    @named {{
        path_regexp \\.[0-9a-f]{{16}}\\.[a-z]+$
        file
    }}
    header @named Cache-Control \"{LASTING}\"
    @anew not {{
        path_regexp \\.[0-9a-f]{{16}}\\.[a-z]+$
        file
    }}
    header @anew Cache-Control \"{ASKED_ANEW}\"
    @manifest path *.webmanifest
    header @manifest Content-Type \"{}\"
    file_server
}}
",
        said.concat(),
        super::content_type("manifest.webmanifest"),
    )
}

/// Netlify's and Cloudflare Pages' own format. Its patterns cannot tell a hashed name, so those files keep the host's own rule, which is
/// to ask whether they changed. They never do, and an installed Wayhome asks for none of them.
fn netlify(headers: &Headers) -> String {
    let common = headers.common();
    let said: Vec<_> = common
        .iter()
        .map(|(name, value)| format!("  {name}: {value}\n"))
        .collect();
    let anew = ["/", "/index.html", "/sw.js"].map(|path| format!("{path}\n  Cache-Control: {ASKED_ANEW}\n"));
    format!("# {WRITTEN}\n/*\n{}{}", said.concat(), anew.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_in_the_repository_are_what_would_be_written() {
        for (name, text) in all(&Headers::default()) {
            let file = workspace::root().join("docs/hosting").join(name);
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(kept, text, "docs/hosting/{name} is old; run `cargo xtask headers`");
        }
    }

    #[test]
    fn every_server_is_told_every_header() {
        let headers = Headers::new(Some("https://care.example")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        write_into(folder.path(), &headers).unwrap();
        for name in ["nginx.conf", "apache.htaccess", "web.config", "Caddyfile", "_headers"] {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            for (header, value) in headers.common() {
                assert!(
                    text.contains(header) && text.contains(&value),
                    "{name} lacks {header}: {value}"
                );
            }
            assert!(text.contains("https://care.example"), "{name}");
            assert!(text.contains(ASKED_ANEW), "{name}");
            assert_eq!(text.contains(LASTING), name != "_headers", "{name}");
        }
    }

    /// What was not there while files were being replaced would stay away for a year. Tried with the servers themselves (docs/hosting.md).
    #[test]
    fn no_server_says_of_a_missing_file_that_it_may_be_kept() {
        for (name, text) in all(&Headers::default()) {
            let line = text.lines().find(|line| line.contains(LASTING)).unwrap_or_default();
            let only_what_is_there = match name {
                "nginx.conf" => !line.contains("always") && text.contains("try_files $uri @missing;"),
                "apache.htaccess" => line.contains("expr=%{REQUEST_STATUS} -lt 400"),
                "web.config" => text.contains("<add input=\"{RESPONSE_STATUS}\" pattern=\"^[23]\" />"),
                "Caddyfile" => line.contains("@named") && text.matches("        file\n").count() == 2,
                _ => line.is_empty(),
            };
            assert!(only_what_is_there, "{name}: {line}");
        }
    }
}
