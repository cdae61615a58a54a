package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.signal.ProtectedPerson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The protected persons, in {@code persons.json}. */
record PersonFile(String version, List<ProtectedPerson> persons) {
  PersonFile {
    Set<String> ids = new HashSet<>();
    for (ProtectedPerson person : persons) {
      if (!ids.add(person.id())) {
        throw new IllegalArgumentException("there are two persons with the id " + person.id());
      }
    }
    persons = List.copyOf(persons);
  }
}
