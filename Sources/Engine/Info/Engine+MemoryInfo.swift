import AOF
import Bytes
import Commands
import Keyspace
import Lua
import RESP

/// What the process takes beside what the data set needs.
struct MemoryFigures {
  /// Bytes that the engine accounts for.
  let used: Int
  /// Bytes of the process in memory; what the engine accounts for where runs must be repeatable.
  let resident: Int
  /// Bytes for each byte in use.
  var ratio: Double { Double(resident) / Double(max(1, used)) }
  /// Bytes that were given out and freed again, and others that are not accounted for.
  var surplus: Int { resident - used }
}

extension Engine {
  /// The figures that INFO and MEMORY STATS reply. The allocator's own are not told apart: what it has given out is what
  /// the engine accounts for, and what it holds is what the process has.
  var memoryFigures: MemoryFigures {
    let used = usedMemory
    return MemoryFigures(used: used, resident: max(used, surroundings.residentMemory() ?? used))
  }

  /// Bytes for all that is no key or value.
  var overheadMemory: Int {
    let tables = context.keyspace.databases.reduce(0) { $0 + $1.tableMemory }
    return surroundings.ownMemory + tables + appendOnlyFile.bufferLength
  }

  func writeMemory(to writer: inout InfoWriter) {
    let figures = memoryFigures
    let used = figures.used
    writer.section("Memory")
    writer.memory("used_memory", used)
    writer.memory("used_memory_rss", figures.resident)
    let peak = max(used, statistics.peakMemory)
    writer.memory("used_memory_peak", peak)
    writer.field("used_memory_peak_perc", percentage(used, of: peak))
    writer.field("used_memory_overhead", overheadMemory)
    writer.field("used_memory_startup", surroundings.ownMemory)
    writer.field("used_memory_dataset", max(0, used - overheadMemory))
    let net = used - surroundings.ownMemory
    writer.field("used_memory_dataset_perc", percentage(max(0, used - overheadMemory), of: max(1, net)))
    writer.field("allocator_allocated", used)
    writer.field("allocator_active", figures.resident)
    writer.field("allocator_resident", figures.resident)
    if let total = surroundings.totalMemory() { writer.memory("total_system_memory", total) }
    writeScriptMemory(to: &writer)
    writer.memory("maxmemory", configuration.integer("maxmemory"))
    writer.field("maxmemory_policy", configuration.text("maxmemory-policy"))
    writer.field("allocator_frag_ratio", InfoWriter.hundredths(figures.ratio))
    writer.field("allocator_frag_bytes", figures.surplus)
    writer.field("allocator_rss_ratio", InfoWriter.hundredths(1))
    writer.field("allocator_rss_bytes", 0)
    writer.field("rss_overhead_ratio", InfoWriter.hundredths(1))
    writer.field("rss_overhead_bytes", 0)
    writer.field("mem_fragmentation_ratio", InfoWriter.hundredths(figures.ratio))
    writer.field("mem_fragmentation_bytes", figures.surplus)
    writer.field("mem_not_counted_for_evict", used - countedMemory)
    writer.field("mem_replication_backlog", 0)
    writer.field("mem_total_replication_buffers", 0)
    writer.field("mem_clients_slaves", 0)
    writer.field("mem_clients_normal", context.clients.memory)
    writer.field("mem_cluster_links", 0)
    writer.field("mem_aof_buffer", appendOnlyFile.bufferLength)
    writer.field("mem_allocator", "libc")
    writer.field("active_defrag_running", 0)
    writer.field("lazyfree_pending_objects", context.keyspace.deferred.pendingObjects)
    writer.field("lazyfreed_objects", context.keyspace.deferred.freedObjects)
  }

  private func writeScriptMemory(to writer: inout InfoWriter) {
    let (scripts, library) = (scripting.memory(of: .scripts), scripting.memory(of: .functions))
    let sources = functions.sources.reduce(0) { $0 + $1.count }
    writer.field("used_memory_lua", scripts)
    writer.field("used_memory_vm_eval", scripts)
    writer.field("used_memory_lua_human", MemorySize.human(UInt64(scripts)))
    writer.field("used_memory_scripts_eval", 0)
    writer.field("number_of_cached_scripts", scripting.scripts.count)
    writer.field("number_of_functions", functions.functionCount)
    writer.field("number_of_libraries", functions.sources.count)
    writer.field("used_memory_vm_functions", library)
    writer.memory("used_memory_vm_total", scripts + library)
    writer.field("used_memory_functions", sources)
    writer.memory("used_memory_scripts", sources)
  }
}
