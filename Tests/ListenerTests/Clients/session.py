# What an application does with redis-py; prints "done" when all went as with Redis.
import sys
import threading
import redis

port = int(sys.argv[1])
for protocol in (2, 3):
    client = redis.Redis(port=port, protocol=protocol, decode_responses=True)
    client.flushall()
    assert client.set("name", "value") and client.get("name") == "value"
    with client.pipeline() as pipe:
        assert pipe.set("a", 1).incr("a").get("a").execute() == [True, 2, "2"]
    with client.pipeline() as pipe:
        pipe.watch("a")
        redis.Redis(port=port).set("a", 9)
        pipe.multi()
        pipe.set("a", 1)
        try:
            pipe.execute()
            raise SystemExit("a watched key had changed")
        except redis.WatchError:
            pass
    listener = client.pubsub(ignore_subscribe_messages=True)
    listener.subscribe("news")
    listener.get_message(timeout=1)
    assert client.publish("news", "hello") == 1
    message = None
    while message is None:
        message = listener.get_message(timeout=1)
    assert message["data"] == "hello"
    listener.close()
    entry = client.xadd("stream", {"field": "1"})
    client.xgroup_create("stream", "group", id="0")
    client.xreadgroup("group", "me", {"stream": ">"})
    assert client.xack("stream", "group", entry) == 1
    client.hset("hash", mapping={"f": "1", "g": "2"})
    assert client.hgetall("hash") == {"f": "1", "g": "2"}
    client.zadd("scores", {"x": 1.5, "y": 2})
    assert client.zrange("scores", 0, -1, withscores=True)[0][1] == 1.5
    answers = []
    waiting = threading.Thread(
        target=lambda: answers.append(redis.Redis(port=port, decode_responses=True).blpop("queue", 10)))
    waiting.start()
    client.rpush("queue", "job")
    waiting.join()
    assert answers == [("queue", "job")]
    assert sorted(client.scan_iter(count=2)) == sorted(client.keys())
print("done")
