import Testing

@testable import Commands

/// The sorted set and geo groups: replies, what is written to the append-only file, and the changes counted.
struct SortedSetHandlerTests {
  @Test func addsInAllWays() {
    HandlerBench().check([
      Row("ZADD z XX 1 a", ":0"),
      Row("EXISTS z", ":0"),
      Row(asTyped: "ZADD z 1 a 2 b 3 c", ":3", 3),
      Row("ZADD z 1 a", ":0"),
      Row("ZADD z NX 5 a", ":0"),
      Row(asTyped: "ZADD z NX CH 5 a 4 d", ":1", 1),
      Row(asTyped: "ZADD z 7 a 5 e", ":1", 2),
      Row(asTyped: "ZADD z CH 8 a 6 e", ":2", 2),
      Row("ZADD z GT 7 a", ":0"),
      Row(asTyped: "ZADD z GT CH 9 a", ":1", 1),
      Row(asTyped: "ZADD z LT 2 a", ":0", 1),
      Row("ZADD z LT INCR 5 a", "$-1"),
      Row(asTyped: "ZADD z INCR 1.5 a", "$3 3.5", 1),
      Row(asTyped: "ZINCRBY z -0.5 a", "$1 3", 1),
      Row(asTyped: "ZINCRBY z inf a", "$3 inf", 1),
      Row("ZINCRBY z -inf a", "-ERR resulting score is not a number (NaN)"),
      Row("ZSCORE z a", "$3 inf"),
    ])
  }

  @Test func refusesToAdd() {
    HandlerBench().check([
      Row("ZADD z 1", "-ERR wrong number of arguments for 'zadd' command"),
      Row("ZADD z 1 a 2", "-ERR syntax error"),
      Row("ZADD z NX XX 1 a", "-ERR XX and NX options at the same time are not compatible"),
      Row("ZADD z GT LT 1 a", "-ERR GT, LT, and/or NX options at the same time are not compatible"),
      Row("ZADD z NX GT 1 a", "-ERR GT, LT, and/or NX options at the same time are not compatible"),
      Row("ZADD z INCR 1 a 2 b", "-ERR INCR option supports a single increment-element pair"),
      Row("ZADD z 1 a x b", "-ERR value is not a valid float"),
      Row("ZADD z nan a", "-ERR value is not a valid float"),
      Row("ZCARD z", ":0"),
      Row(asTyped: "SET s x", "+OK"),
      Row("ZADD s 1 a", "-WRONGTYPE Operation against a key holding the wrong kind of value"),
    ])
  }

  @Test func popsAndWritesWhatWasPopped() {
    HandlerBench().check([
      Row(asTyped: "ZADD z 1 a 2 b 3 c 4 d 5 e 6 f", ":6", 6),
      Row(asTyped: "ZPOPMIN z", "*2 $1 a $1 1", 1),
      Row("ZMPOP 2 none z MAX COUNT 2", "*2 $1 z *2 *2 $1 f $1 6 *2 $1 e $1 5", "ZPOPMAX z 2", 2),
      Row("BZPOPMIN none z 0", "*3 $1 z $1 b $1 2", "ZPOPMIN z", 1),
      Row("BZMPOP 0 1 z MIN COUNT 9", "*2 $1 z *2 *2 $1 c $1 3 *2 $1 d $1 4", "ZPOPMIN z 2", 2),
      Row("EXISTS z", ":0"),
      Row("ZMPOP 1 z MIN", "*-1"),
      Row("ZPOPMIN z 3", "*0"),
      Row("ZPOPMAX z -1", "-ERR value is out of range, must be positive"),
    ])
  }

  @Test func storesAndRemoves() {
    HandlerBench().check([
      Row(asTyped: "ZADD a 1 x 2 y", ":2", 2),
      Row(asTyped: "ZADD b 10 y 20 w", ":2", 2),
      Row(asTyped: "ZUNIONSTORE c 2 a b WEIGHTS 2 1", ":3", 1),
      Row("ZRANGE c 0 -1 WITHSCORES", "*6 $1 x $1 2 $1 y $2 14 $1 w $2 20"),
      Row(asTyped: "ZINTERSTORE c 2 a b AGGREGATE MAX", ":1", 1),
      Row(asTyped: "ZDIFFSTORE c 2 a b", ":1", 1),
      Row(asTyped: "ZDIFFSTORE c 2 a a", ":0", 1),
      Row("ZDIFFSTORE c 2 a a", ":0"),
      Row(asTyped: "ZRANGESTORE c a (1 +inf BYSCORE", ":1", 1),
      Row("ZUNION 0 a", "-ERR at least 1 input key is needed for 'zunion' command"),
      Row(asTyped: "ZREM a x nobody", ":1", 1),
      Row(asTyped: "ZREMRANGEBYRANK a 0 -1", ":1", 1),
      Row("EXISTS a", ":0"),
    ])
  }

  @Test func addsPlacesAsScores() {
    HandlerBench().check([
      Row(
        "GEOADD Sicily 13.361389 38.115556 Palermo 15.087269 37.502669 Catania", ":2",
        "zadd Sicily 3479099956230698 Palermo 3479447370796909 Catania", 2),
      Row("GEOADD Sicily NX 0 0 Palermo", ":0"),
      Row("GEODIST Sicily Palermo Catania km", "$8 166.2742"),
      Row("GEOHASH Sicily Palermo", "*1 $11 sqc8b49rny0"),
      Row("GEOSEARCH Sicily FROMLONLAT 15 37 BYRADIUS 200 km ASC", "*2 $7 Catania $7 Palermo"),
      Row("GEOADD Sicily 181 0 x", "-ERR invalid longitude,latitude pair 181.000000,0.000000"),
      Row(asTyped: "GEOSEARCHSTORE d Sicily FROMLONLAT 15 37 BYBOX 400 400 km STOREDIST", ":2", 2),
      Row("ZSCORE d Catania", "$18 56.441257870158204"),
    ])
  }
}
