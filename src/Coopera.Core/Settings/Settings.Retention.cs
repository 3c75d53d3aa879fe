namespace Coopera.Core;

public sealed partial record Settings
{
    public RetentionSettings Retention { get; init; } = RetentionSettings.Default;

    private static RetentionSettings ReadRetention(Reader read) => new(RetentionSettings.Default.Days.ToDictionary(
        usual => usual.Key,
        usual => read.Number(RetentionSettings.Key(usual.Key), usual.Value, RetentionSettings.Least, RetentionSettings.Most)));
}
