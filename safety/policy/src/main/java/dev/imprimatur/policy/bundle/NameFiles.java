package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.signal.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Makes lists of names, a name on each line and comments after {@code #}, of their files. */
final class NameFiles {
  static final String FOLDER = "names/";

  private NameFiles() {}

  /**
   * @param version of the bundle
   * @param texts the files by name
   */
  static List<NameList> lists(String version, SortedMap<String, String> texts, PartReader files)
      throws InvalidBundleException {
    var lists = new ArrayList<NameList>();
    for (var file : texts.entrySet()) {
      String name = file.getKey();
      String label = name.substring(FOLDER.length()).replaceFirst("\\.txt$", "");
      List<String> lines =
          file.getValue().lines().map(String::strip).filter(NameFiles::isName).toList();
      lists.add(
          BundleReader.made(name, () -> new NameList(label, version, files.hash(name), lines)));
    }
    return lists;
  }

  private static boolean isName(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }
}
