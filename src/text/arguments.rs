//! A command as it is typed, taken apart. There is no shell: nothing is expanded and nothing is joined.

/// A line taken apart into a program and its arguments: at spaces, but for those in quotes or behind a backslash. Nothing
/// else has a meaning.
///
/// # Errors
/// There is no program, or a quotation mark or backslash has nothing behind it, in words.
pub fn arguments(typed: &str) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = typed.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(mark), letter) if letter == mark => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => match letters.next() {
                Some(letter) => word.get_or_insert_default().push(letter),
                None => return Err("nothing stands behind the last backslash".to_owned()),
            },
            (None, letter) if letter.is_whitespace() => all.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    if quote.is_some() {
        return Err("a quotation mark is not closed".to_owned());
    }
    all.extend(word);
    if all.first().is_none_or(String::is_empty) {
        Err("type a program and its arguments".to_owned())
    } else {
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_taken_apart_without_a_shell() {
        let words = |typed: &str| arguments(typed).map(|words| words.join("|"));
        for (typed, expected) in [
            ("wc -w", Ok("wc|-w")),
            ("  tr  a b ", Ok("tr|a|b")),
            ("grep 'a b' \"c d\"", Ok("grep|a b|c d")),
            ("echo $HOME; rm *", Ok("echo|$HOME;|rm|*")),
            ("a\\ b ''", Ok("a b|")),
            ("'it'\"'\"'s'", Ok("it's")),
            ("", Err("type a program and its arguments")),
            ("'' a", Err("type a program and its arguments")),
            ("say 'a", Err("a quotation mark is not closed")),
            ("a \\", Err("nothing stands behind the last backslash")),
        ] {
            assert_eq!(words(typed).as_deref().map_err(String::as_str), expected, "{typed}");
        }
    }
}
