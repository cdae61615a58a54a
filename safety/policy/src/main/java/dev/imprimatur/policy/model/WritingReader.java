package dev.imprimatur.policy.model;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import dev.imprimatur.policy.phrase.Word;
import dev.imprimatur.policy.signal.Writing;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells script and language. The language of Latin text is told by its most frequent function
 * words, that of some scripts by the script; a list of style words without any is taken for English
 * if the models know most of it.
 */
final class WritingReader {
  private static final double ENGLISH_ENOUGH = 0.6;

  private static final Map<String, Set<String>> FUNCTION_WORDS =
      Map.of(
          "en", Set.of("the", "a", "an", "of", "and", "with", "in", "on", "is", "his", "her", "by"),
          "de",
              Set.of("der", "die", "das", "ein", "eine", "und", "mit", "im", "auf", "von", "einem"),
          "fr", Set.of("le", "la", "les", "un", "une", "et", "avec", "dans", "du", "des", "sur"),
          "es", Set.of("el", "la", "los", "las", "un", "una", "y", "con", "en", "de", "del"),
          "it", Set.of("il", "la", "lo", "gli", "un", "una", "e", "con", "di", "della", "nel"),
          "pt", Set.of("o", "a", "os", "um", "uma", "e", "com", "em", "de", "da", "do", "no"),
          "nl", Set.of("de", "het", "een", "en", "met", "van", "op", "in", "zijn", "naar"),
          "pl", Set.of("i", "w", "z", "na", "do", "jest", "nie", "się", "kobieta"),
          "tr", Set.of("bir", "ve", "ile", "bu", "için", "olan", "üzerinde"));

  private static final Map<Integer, String> SCRIPT_LANGUAGES =
      Map.of(
          UScript.HAN, "zh",
          UScript.HIRAGANA, "ja",
          UScript.KATAKANA, "ja",
          UScript.HANGUL, "ko",
          UScript.GREEK, "el",
          UScript.HEBREW, "he",
          UScript.THAI, "th",
          UScript.CYRILLIC, "ru",
          UScript.ARABIC, "ar",
          UScript.DEVANAGARI, "hi");

  private WritingReader() {}

  static Writing read(List<Word> words, double knownShare, List<String> disguises) {
    var scripts = new HashMap<Integer, Integer>();
    boolean mixes = false;
    for (Word word : words) {
      BitSet own = scripts(word.text());
      own.stream().forEach(script -> scripts.merge(script, 1, Integer::sum));
      mixes |= own.cardinality() > 1 && !isJapanese(own);
    }
    return new Writing(
        language(words, scripts, knownShare),
        scripts.keySet().stream().map(UScript::getShortName).sorted().toList(),
        mixes,
        knownShare,
        disguises);
  }

  private static BitSet scripts(String word) {
    var scripts = new BitSet();
    word.codePoints()
        .filter(UCharacter::isLetter)
        .map(UScript::getScript)
        .filter(script -> script > UScript.INHERITED)
        .forEach(scripts::set);
    return scripts;
  }

  private static boolean isJapanese(BitSet scripts) {
    var others = (BitSet) scripts.clone();
    others.clear(UScript.HAN);
    others.clear(UScript.HIRAGANA);
    others.clear(UScript.KATAKANA);
    return others.isEmpty();
  }

  private static String language(
      List<Word> words, Map<Integer, Integer> scripts, double knownShare) {
    int script = mostFrequent(scripts);
    if (scripts.containsKey(UScript.HIRAGANA) || scripts.containsKey(UScript.KATAKANA)) {
      return "ja";
    }
    return script == UScript.LATIN
        ? latin(words, knownShare)
        : SCRIPT_LANGUAGES.getOrDefault(script, "und");
  }

  private static int mostFrequent(Map<Integer, Integer> scripts) {
    return scripts.entrySet().stream()
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(UScript.UNKNOWN);
  }

  private static String latin(List<Word> words, double knownShare) {
    String best = "und";
    long most = 0;
    for (String language : FUNCTION_WORDS.keySet().stream().sorted().toList()) {
      Set<String> own = FUNCTION_WORDS.getOrDefault(language, Set.of());
      long count = words.stream().filter(word -> own.contains(word.text())).count();
      if (count > most || (count == most && count > 0 && language.equals("en"))) {
        best = language;
        most = count;
      }
    }
    return most == 0 && knownShare >= ENGLISH_ENOUGH ? "en" : best;
  }
}
