package io.weft.jobmanager.job;

import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.step.Step;
import io.weft.model.graph.JobGraph;

/** What a job's parts share. */
record JobContext(JobGraph job, SlotGroups groups, Step step, ResourceManager resources, JobManagerSettings settings) {}
