package io.weft.api.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names what makes the type information of a class, or of a field of a POJO or record. */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeInfo {

    /** Has a public constructor without parameters. */
    @SuppressWarnings("rawtypes") // an annotation can't say what the class is parameterized with
    Class<? extends TypeInfoFactory> value();
}
