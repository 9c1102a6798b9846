//! The story that the page opens with, played without a page.

use partita_web::session::Session;
use partita_web::{stories, words};

#[test]
fn to_its_end() {
    let mut session = Session::new(stories::open(stories::FIRST_TEXT).expect("a story"));
    session.seek_now(60_000_000);
    for happened in session.events() {
        println!(
            "{} {:14} {}",
            words::time(happened.at),
            words::who(happened, session.view()),
            words::sentence(happened, session.view())
        );
    }
    println!("{}", words::summary(session.view()));
}
