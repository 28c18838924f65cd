package dev.freshet.it.crash;

import dev.freshet.it.crash.Point.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How Freshet dies: at a pass of a point, or some time after its start. */
public sealed interface Kill {
    /** The pass counts from when the ground is reached. */
    record AtPoint(Point point, Side side, int pass) implements Kill {
        @Override
        public String toString() {
            return point.at(side) + ":" + pass;
        }
    }

    /** As {@code kill -9} by somebody else. */
    record AtSomeTime(int millis) implements Kill {
        @Override
        public String toString() {
            return millis + "ms";
        }
    }

    /**
     * So many: three of four at points, all points before one comes again; the others at any time.
     *
     * @param only what {@link #toString} gave, to have it again; or empty
     */
    static List<Kill> some(int count, long seed, String only) {
        Random random = new Random(seed);
        List<Kill> kills = new ArrayList<>();
        List<AtPoint> points = new ArrayList<>();
        while (kills.size() < count) {
            if (!only.isEmpty()) {
                kills.add(parse(only));
            } else if (kills.size() % 4 == 3) {
                kills.add(new AtSomeTime(random.nextInt(6000)));
            } else {
                if (points.isEmpty()) {
                    points.addAll(all(random));
                }
                kills.add(points.removeLast());
            }
        }
        return kills;
    }

    private static List<AtPoint> all(Random random) {
        List<AtPoint> all = new ArrayList<>();
        for (Point point : Point.values()) {
            for (Side side : Side.values()) {
                all.add(new AtPoint(point, side, 1 + random.nextInt(point.mostPasses)));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static Kill parse(String text) {
        if (text.endsWith("ms")) {
            return new AtSomeTime(Integer.parseInt(text.substring(0, text.length() - 2)));
        }
        String[] parts = text.split(":", -1);
        return new AtPoint(Point.valueOf(parts[0]), Side.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }
}
