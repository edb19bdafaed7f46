package io.weft.api.types;

import io.weft.api.data.Either;
import io.weft.api.reflect.GenericTypes;
import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.struct.StructAccess;
import io.weft.api.tuple.Tuple;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes type information of Java types, in one scope of type variables. What nothing is known of becomes dynamic; nothing fails. */
final class TypeExtraction {

    private static final System.Logger LOGGER = System.getLogger("io.weft.types");

    private static final ClassValue<AtomicBoolean> REPORTED = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
            return new AtomicBoolean();
        }
    };

    private final Map<TypeVariable<?>, Type> bindings;
    private final Map<TypeVariable<?>, TypeInformation<?>> known = new HashMap<>();
    private final Set<Class<?>> underway;

    private TypeExtraction(Map<TypeVariable<?>, Type> bindings, Set<Class<?>> underway) {
        this.bindings = bindings;
        this.underway = underway;
    }

    /** In the scope of a class or a parameterized class: its type variables, and those of its supertypes. */
    static TypeExtraction within(Type declaration) {
        return new TypeExtraction(GenericTypes.bindings(declaration), new HashSet<>());
    }

    /** Takes from a value's type what type variables in its declared type stand for. */
    void learn(Type declared, TypeInformation<?> actual) {
        Type type = GenericTypes.resolve(declared, bindings);
        if (type instanceof TypeVariable<?> variable) {
            known.putIfAbsent(variable, actual);
        } else if (type instanceof GenericArrayType array && componentOf(actual) != null) {
            learn(array.getGenericComponentType(), componentOf(actual));
        } else if (type instanceof ParameterizedType parameterized) {
            List<TypeInformation<?>> actuals = argumentsOf(GenericTypes.rawClass(type), actual);
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < Math.min(arguments.length, actuals.size()); i++) {
                learn(arguments[i], actuals.get(i));
            }
        }
    }

    private static TypeInformation<?> componentOf(TypeInformation<?> array) {
        if (array instanceof ObjectArrayTypeInfo<?, ?> objects) {
            return objects.getComponentInfo();
        }
        return array instanceof BasicArrayTypeInfo<?, ?> basics ? basics.getComponentInfo() : null;
    }

    /** What the type parameters of a class stand for in a type of that class, as far as the kind of type shows it. */
    private static List<TypeInformation<?>> argumentsOf(Class<?> raw, TypeInformation<?> type) {
        if (type instanceof TupleTypeInfo<?> tuple && raw == Tuple.getTupleClass(tuple.getArity())) {
            return tuple.fieldTypes();
        }
        if (type instanceof ListTypeInfo<?> list && list.getTypeClass() == raw) {
            return List.of(list.getElementTypeInfo());
        }
        if (type instanceof SetTypeInfo<?> set && set.getTypeClass() == raw) {
            return List.of(set.getElementTypeInfo());
        }
        if (type instanceof OptionalTypeInfo<?> optional && optional.getTypeClass() == raw) {
            return List.of(optional.getElementTypeInfo());
        }
        if (type instanceof MapTypeInfo<?, ?> map && map.getTypeClass() == raw) {
            return List.of(map.getKeyTypeInfo(), map.getValueTypeInfo());
        }
        if (type instanceof EitherTypeInfo<?, ?> either && either.getTypeClass() == raw) {
            return List.of(either.getLeftType(), either.getRightType());
        }
        return type instanceof PojoTypeInfo<?> pojo && pojo.getTypeClass() == raw ? argumentsOf(pojo) : List.of();
    }

    private static List<TypeInformation<?>> argumentsOf(PojoTypeInfo<?> pojo) {
        TypeExtraction inside = within(pojo.getTypeClass());
        for (Field field : PojoRules.fields(pojo.getTypeClass())) {
            if (pojo.hasField(field.getName())) {
                inside.learn(field.getGenericType(), pojo.getTypeAt(field.getName()));
            }
        }
        List<TypeInformation<?>> arguments = new ArrayList<>();
        for (TypeVariable<?> variable : pojo.getTypeClass().getTypeParameters()) {
            arguments.add(inside.extract(variable));
        }
        return arguments;
    }

    TypeInformation<?> extract(Type declared) {
        Type type = GenericTypes.resolve(declared, bindings);
        if (type instanceof TypeVariable<?> variable) {
            TypeInformation<?> info = known.get(variable);
            return info != null ? info : new DynamicTypeInfo<>(GenericTypes.rawClass(variable));
        }
        if (type instanceof WildcardType wildcard) {
            return extract(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return arrayOf(extract(array.getGenericComponentType()));
        }
        Class<?> raw = GenericTypes.rawClass(type);
        List<TypeInformation<?>> arguments = arguments(type, raw);
        TypeInformation<?> custom = fromFactory(findAnnotation(raw), type, raw, arguments);
        return custom != null ? custom : ofClass(raw, arguments);
    }

    private List<TypeInformation<?>> arguments(Type type, Class<?> raw) {
        List<TypeInformation<?>> arguments = new ArrayList<>();
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                arguments.add(extract(argument));
            }
        } else {
            for (TypeVariable<?> variable : raw.getTypeParameters()) {
                arguments.add(new DynamicTypeInfo<>(GenericTypes.rawClass(variable)));
            }
        }
        return arguments;
    }

    private static TypeInfo findAnnotation(Class<?> raw) {
        for (Class<?> c = raw; c != null; c = c.getSuperclass()) {
            TypeInfo annotation = c.getAnnotation(TypeInfo.class);
            if (annotation != null) {
                return annotation;
            }
        }
        return null;
    }

    private static TypeInformation<?> fromFactory(
            TypeInfo annotation, Type type, Class<?> raw, List<TypeInformation<?>> arguments) {
        if (annotation == null) {
            return null;
        }
        Map<String, TypeInformation<?>> byName = new LinkedHashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            byName.put(variables[i].getName(), arguments.get(i));
        }
        try {
            TypeInfoFactory<?> factory = annotation.value().getConstructor().newInstance();
            TypeInformation<?> info = factory.createTypeInfo(type, byName);
            if (info != null) {
                return info;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    annotation.value().getName() + ", named by @TypeInfo on " + type
                            + ", can't be made: it has to be public, with a public constructor without parameters",
                    e);
        }
        throw new IllegalArgumentException(annotation.value().getName() + " returned no type information for " + type);
    }

    private static TypeInformation<?> arrayOf(TypeInformation<?> component) {
        TypeInformation<?> basic = BasicArrayTypeInfo.getInfoFor(
                Array.newInstance(component.getTypeClass(), 0).getClass());
        return basic != null && component.isBasicType() ? basic : ObjectArrayTypeInfo.getInfoFor(component);
    }

    private TypeInformation<?> ofClass(Class<?> raw, List<TypeInformation<?>> arguments) {
        if (BasicTypeInfo.getInfoFor(raw) != null) {
            return BasicTypeInfo.getInfoFor(raw);
        }
        if (raw.isArray()) {
            return raw.getComponentType().isPrimitive()
                    ? PrimitiveArrayTypeInfo.getInfoFor(raw)
                    : arrayOf(extract(raw.getComponentType()));
        }
        if (raw.isEnum() || (raw.getSuperclass() != null && raw.getSuperclass().isEnum())) {
            return ofEnum(raw.isEnum() ? raw : raw.getSuperclass());
        }
        if (Tuple.class.isAssignableFrom(raw) && raw != Tuple.class) {
            TypeInformation<?> tuple = ofTuple(raw, arguments);
            if (tuple != null) {
                return tuple;
            }
        }
        TypeInformation<?> container = ofContainer(raw, arguments);
        if (container != null) {
            return container;
        }
        // An interface's values are of other classes; and a class that contains itself has to end somewhere.
        boolean open = raw == Object.class || raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
        if (open || underway.contains(raw)) {
            return new DynamicTypeInfo<>(raw);
        }
        return ofStruct(raw, arguments);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // E is not known here
    private static TypeInformation<?> ofEnum(Class<?> raw) {
        return new EnumTypeInfo(raw);
    }

    private static TypeInformation<?> ofContainer(Class<?> raw, List<TypeInformation<?>> arguments) {
        if (raw == List.class || raw == ArrayList.class) {
            return new ListTypeInfo<>(arguments.get(0));
        }
        if (raw == Set.class || raw == HashSet.class || raw == LinkedHashSet.class) {
            return new SetTypeInfo<>(arguments.get(0));
        }
        if (raw == Map.class || raw == HashMap.class || raw == LinkedHashMap.class) {
            return new MapTypeInfo<>(arguments.get(0), arguments.get(1));
        }
        if (raw == Optional.class) {
            return new OptionalTypeInfo<>(arguments.get(0));
        }
        return Either.class.isAssignableFrom(raw) ? new EitherTypeInfo<>(arguments.get(0), arguments.get(1)) : null;
    }

    /** The scope inside a class whose type parameters stand for these. */
    private TypeExtraction inside(Class<?> raw, List<TypeInformation<?>> arguments) {
        Set<Class<?>> around = new HashSet<>(underway);
        around.add(raw);
        TypeExtraction inside = new TypeExtraction(GenericTypes.bindings(raw), around);
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            inside.known.put(variables[i], arguments.get(i));
        }
        return inside;
    }

    /** Null if the class adds fields to those of the tuple, or can't be made. */
    @SuppressWarnings("unchecked") // it is a subclass of Tuple
    private TypeInformation<?> ofTuple(Class<?> raw, List<TypeInformation<?>> arguments) {
        Class<?> tuple = raw;
        while (tuple.getSuperclass() != Tuple.class) {
            tuple = tuple.getSuperclass();
        }
        boolean own = raw == tuple;
        if (!own && (PojoRules.fields(raw).size() != PojoRules.fields(tuple).size() || !hasDefaultConstructor(raw))) {
            return null;
        }
        TypeExtraction inside = inside(raw, arguments);
        TypeVariable<?>[] variables = tuple.getTypeParameters();
        TypeInformation<?>[] fields = new TypeInformation<?>[variables.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = inside.extract(variables[i]);
        }
        return new TupleTypeInfo<>((Class<? extends Tuple>) raw, fields);
    }

    private static boolean hasDefaultConstructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private TypeInformation<?> ofStruct(Class<?> raw, List<TypeInformation<?>> arguments) {
        List<String> names = new ArrayList<>();
        List<TypeInformation<?>> types = new ArrayList<>();
        TypeExtraction inside = inside(raw, arguments);
        if (raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                names.add(component.getName());
                types.add(inside.ofMember(StructAccess.field(raw, component.getName()), component.getGenericType()));
            }
            return new PojoTypeInfo<>(raw, names, types);
        }
        PojoRules.Verdict verdict = PojoRules.check(raw);
        if (!verdict.isPojo()) {
            reportGeneric(raw, verdict.objection());
            return new GenericTypeInfo<>(raw);
        }
        for (Field field : verdict.fields()) {
            names.add(field.getName());
            types.add(inside.ofMember(field, field.getGenericType()));
        }
        return new PojoTypeInfo<>(raw, names, types);
    }

    private TypeInformation<?> ofMember(AnnotatedElement member, Type type) {
        TypeInfo annotation = member.getAnnotation(TypeInfo.class);
        if (annotation == null) {
            return extract(type);
        }
        Class<?> raw = GenericTypes.rawClass(type);
        return fromFactory(annotation, type, raw, arguments(type, raw));
    }

    private static void reportGeneric(Class<?> type, String objection) {
        if (REPORTED.get(type).compareAndSet(false, true)) {
            LOGGER.log(
                    Level.WARNING,
                    "Values of {0} are serialized by Kryo, which is slow and can''t follow changes of the class:"
                            + " it is no POJO because {1}. Make it a record or a POJO, or give it a @TypeInfo.",
                    type.getName(),
                    objection);
        }
    }
}
