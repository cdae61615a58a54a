package dev.imprimatur.db.log;

import dev.imprimatur.db.merkle.Hash;
import dev.imprimatur.db.merkle.LeafRange;
import dev.imprimatur.db.merkle.NodePosition;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The hashes of the complete subtrees, each written once when its last leaf arrives. */
final class NodeTable {
  private final EntityManager entities;

  NodeTable(EntityManager entities) {
    this.entities = entities;
  }

  /** The hashes of {@code ranges}, with one query for all the nodes they need. */
  List<Hash> hashes(List<LeafRange> ranges) {
    Map<NodePosition, Hash> nodes =
        read(ranges.stream().flatMap(range -> range.nodes().stream()).toList());
    return ranges.stream().map(range -> range.hash(at -> required(nodes, at))).toList();
  }

  /** The hashes at {@code positions}. */
  Map<NodePosition, Hash> read(Collection<NodePosition> positions) {
    if (positions.isEmpty()) {
      return Map.of();
    }
    // Positions are numbers of our own making, so the text of the query is safe.
    String wanted =
        positions.stream()
            .map(at -> "(" + at.level() + "," + at.index() + ")")
            .collect(Collectors.joining(","));
    Query query =
        entities.createNativeQuery(
            "select level, index, hash from log_node where (level, index) in (values "
                + wanted
                + ")",
            Object[].class);
    var nodes = new HashMap<NodePosition, Hash>();
    for (Object row : query.getResultList()) {
      Object[] columns = (Object[]) row;
      var at =
          new NodePosition(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue());
      nodes.put(at, new Hash((byte[]) columns[2]));
    }
    return nodes;
  }

  void insert(NodePosition at, Hash hash) {
    entities
        .createNativeQuery("insert into log_node (level, index, hash) values (?1, ?2, ?3)")
        .setParameter(1, at.level())
        .setParameter(2, at.index())
        .setParameter(3, hash.bytes())
        .executeUpdate();
  }

  static Hash required(Map<NodePosition, Hash> nodes, NodePosition at) {
    Hash hash = nodes.get(at);
    if (hash == null) {
      throw new IllegalStateException("the log has lost its node " + at);
    }
    return hash;
  }
}
