using System.Text.Json;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Asking the site how it is.</summary>
internal static class HealthKit
{
    /// <summary>Requests that do not say where they come from are from this machine, which may know.</summary>
    public static CooperaSite Watched(Dictionary<string, string?>? settings = null, TimeProvider? clock = null) => new(
        new(settings ?? []) { ["Site:MonitoringAddresses"] = "127.0.0.1, 10.0.0.0/8" }, clock, FromAddress.Join);

    public static async Task<(int Status, string Body)> AskAsync(CooperaSite site, string address)
    {
        using var answer = await site.NewVisitor().Client.GetAsync(address);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static IEnumerable<string?> Failing(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("failing").EnumerateArray().Select(part => part.GetString());
}
