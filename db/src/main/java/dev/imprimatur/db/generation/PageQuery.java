package dev.imprimatur.db.generation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The query behind a page: keyset pagination over (created, id), newest first. */
final class PageQuery {
  private final EntityManager entities;
  private final StringBuilder text = new StringBuilder("from GenerationEntity g where 1 = 1");
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  PageQuery(EntityManager entities, Filter filter, Optional<Cursor> cursor) {
    this.entities = entities;
    filter.owner().ifPresent(owner -> and("g.accountId = :owner", "owner", owner));
    filter
        .userName()
        .ifPresent(name ->
            and(
                "g.accountId in (select a.id from AccountEntity a"
                    + " where locate(:name, lower(a.userName)) > 0)",
                "name",
                name.toLowerCase(Locale.ROOT)));
    filter.tenant().ifPresent(tenant -> and("g.tenant = :tenant", "tenant", tenant));
    if (!filter.states().isEmpty()) {
      and("g.state in :states", "states", filter.states());
    }
    filter.from().ifPresent(from -> and("g.createdAt >= :from", "from", from));
    filter.to().ifPresent(to -> and("g.createdAt < :to", "to", to));
    cursor.ifPresent(last -> {
      and(
          "(g.createdAt < :lastTime or (g.createdAt = :lastTime and g.id < :lastId))",
          "lastTime",
          last.createdAt());
      parameters.put("lastId", last.id());
    });
  }

  Page run(int limit, Function<GenerationEntity, Generation> mapping) {
    TypedQuery<GenerationEntity> query =
        entities.createQuery(
            text + " order by g.createdAt desc, g.id desc", GenerationEntity.class);
    parameters.forEach(query::setParameter);
    List<GenerationEntity> rows = query.setMaxResults(limit + 1).getResultList();
    List<Generation> items = rows.stream().limit(limit).map(mapping).toList();
    Optional<Cursor> next =
        rows.size() > limit
            ? Optional.of(new Cursor(items.getLast().createdAt(), items.getLast().id()))
            : Optional.empty();
    return new Page(items, next);
  }

  private void and(String condition, String name, Object value) {
    text.append(" and ").append(condition);
    parameters.put(name, value);
  }
}
