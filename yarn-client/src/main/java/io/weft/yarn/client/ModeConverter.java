package io.weft.yarn.client;

import io.weft.yarn.appmaster.program.DeploymentMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the deployment modes that a jar can be submitted in. */
final class ModeConverter implements ITypeConverter<DeploymentMode> {
    @Override
    public DeploymentMode convert(String label) {
        for (DeploymentMode mode : DeploymentMode.values()) {
            if (mode.label().equals(label)) {
                return mode;
            }
        }
        throw new TypeConversionException("'" + label + "' is no mode; choose per-job, application or session");
    }
}
