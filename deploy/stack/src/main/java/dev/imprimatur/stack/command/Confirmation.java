package dev.imprimatur.stack.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Asks before what cannot be undone. */
final class Confirmation {
  private Confirmation() {}

  /** Tells what will happen and waits for the one word that lets it happen. */
  static boolean of(String word, String warning, PrintWriter out) throws IOException {
    out.printf("%s%nType \"%s\" to go on: ", warning, word);
    out.flush();
    var answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return word.equals(answers.readLine());
  }
}
