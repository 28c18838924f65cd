package dev.freshet.it.crash;

import dev.freshet.it.crash.Point.Side;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Copies of Freshet's classes that call the {@link Trap} at every {@link Point}. Stateless. */
final class TrappedJar {
    private static final ClassDesc TRAP = ClassDesc.of(Trap.class.getName());
    private static final MethodTypeDesc PASS = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private TrappedJar() {}

    /**
     * Writes the JAR that goes before the fat JAR on the class path.
     *
     * @throws IllegalStateException a point's class, method or call is not there
     */
    static void write(Path jar) throws IOException {
        Map<String, List<Point>> byClass = new LinkedHashMap<>();
        for (Point point : Point.values()) {
            byClass.computeIfAbsent(point.className(), name -> new ArrayList<>())
                    .add(point);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Map.Entry<String, List<Point>> entry : byClass.entrySet()) {
                add(entries, entry.getKey(), trapped(bytes(entry.getKey()), entry.getValue()));
            }
            String trap = Trap.class.getName().replace('.', '/');
            add(entries, trap, bytes(trap));
        }
    }

    private static void add(JarOutputStream entries, String className, byte[] bytes) throws IOException {
        entries.putNextEntry(new JarEntry(className + ".class"));
        entries.write(bytes);
        entries.closeEntry();
    }

    /** From the class path of the tests, which holds what the fat JAR was made of. */
    private static byte[] bytes(String className) throws IOException {
        try (InputStream in = TrappedJar.class.getClassLoader().getResourceAsStream(className + ".class")) {
            if (in == null) {
                throw new IllegalStateException("there is no class " + className);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] trapped(byte[] bytes, List<Point> points) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(bytes);
        Set<String> set = new HashSet<>();
        ClassTransform transform = ClassTransform.ACCEPT_ALL;
        for (Point point : points) {
            transform = transform.andThen(ClassTransform.transformingMethodBodies(
                    method -> isOf(method, point),
                    CodeTransform.ofStateful(() -> point.call.isEmpty() ? around(point, set) : at(point, set))));
        }
        byte[] written = files.transformClass(model, transform);
        for (Point point : points) {
            for (Side side : EnumSet.allOf(Side.class)) {
                if (!set.contains(point.at(side))) {
                    throw new IllegalStateException(
                            "there is no " + point.method + " that can be stopped " + point.at(side));
                }
            }
        }
        return written;
    }

    private static boolean isOf(MethodModel method, Point point) {
        return method.methodName().equalsString(point.methodName());
    }

    /** Before the first instruction, and before every return. */
    private static CodeTransform around(Point point, Set<String> set) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                pass(code, point.at(Side.BEFORE), set);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                if (element instanceof ReturnInstruction) {
                    pass(code, point.at(Side.AFTER), set);
                }
                code.with(element);
            }
        };
    }

    /** Before and after the first call of a name; what is on the stack stays there. */
    private static CodeTransform at(Point point, Set<String> set) {
        return new CodeTransform() {
            private boolean found;

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                if (!found
                        && element instanceof InvokeInstruction call
                        && call.name().equalsString(point.call)) {
                    found = true;
                    pass(code, point.at(Side.BEFORE), set);
                    code.with(element);
                    pass(code, point.at(Side.AFTER), set);
                } else {
                    code.with(element);
                }
            }
        };
    }

    private static void pass(CodeBuilder code, String name, Set<String> set) {
        set.add(Objects.requireNonNull(name));
        code.ldc(name).invokestatic(TRAP, "pass", PASS);
    }
}
