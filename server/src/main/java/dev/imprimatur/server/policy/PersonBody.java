package dev.imprimatur.server.policy;

import dev.imprimatur.policy.bundle.PersonEdit;
import dev.imprimatur.server.http.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of the protected persons, as it is sent.
 *
 * @param add who is to be protected
 * @param remove ids of those who are not any more
 * @param note why
 */
public record PersonBody(
    @Nullable List<@Nullable Person> add,
    @Nullable List<@Nullable String> remove,
    @Nullable String note) {
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 100;

  /** Somebody with other forms of the name. */
  public record Person(@Nullable String name, @Nullable List<@Nullable String> aliases) {}

  List<FieldError> defects() {
    var errors = new ArrayList<FieldError>();
    Reasons.missing(note).ifPresent(errors::add);
    if (given(add).isEmpty() && given(remove).isEmpty()) {
      errors.add(new FieldError("add", "must name somebody, unless \"remove\" does"));
    }
    if (given(add).size() + given(remove).size() > MOST) {
      errors.add(new FieldError("add", "may change at most %d persons at once".formatted(MOST)));
    }
    for (Person person : given(add)) {
      if (!isName(person.name())) {
        errors.add(
            new FieldError("add.name", "must have 1 to %d characters".formatted(LONGEST_NAME)));
      }
      if (given(person.aliases()).size() > MOST
          || given(person.aliases()).stream().anyMatch(alias -> !isName(alias))) {
        errors.add(
            new FieldError(
                "add.aliases",
                "must be at most %d names of 1 to %d characters".formatted(MOST, LONGEST_NAME)));
      }
    }
    return errors;
  }

  PersonEdit edit() {
    return new PersonEdit(
        given(add).stream()
            .map(person ->
                new PersonEdit.Newcomer(
                    Objects.requireNonNull(person.name()).strip(),
                    given(person.aliases()).stream().map(String::strip).toList()))
            .toList(),
        Set.copyOf(given(remove).stream().collect(Collectors.toSet())));
  }

  private static boolean isName(@Nullable String name) {
    return name != null && !name.isBlank() && name.strip().length() <= LONGEST_NAME;
  }

  private static <T> List<T> given(@Nullable List<@Nullable T> list) {
    return list == null
        ? List.of()
        : list.stream().filter(Objects::nonNull).<T>map(each -> each).toList();
  }
}
