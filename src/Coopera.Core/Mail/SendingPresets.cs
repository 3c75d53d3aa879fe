using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

/// <summary>
/// What providers that are common in Italy write of their own limits; the pages, and the day they were read, are in docs/configuration.md.
/// </summary>
public static class SendingPresets
{
    public static readonly IReadOnlyDictionary<string, SendingLimits> All = new Dictionary<string, SendingLimits>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["GoogleWorkspace"] = new(20, null, 2000),
        ["Microsoft365"] = new(30, null, 10_000),
        ["Shellrent"] = new(20, null, 200),
        ["Tophost"] = new(20, null, 1000),
    };
}
