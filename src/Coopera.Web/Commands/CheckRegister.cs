using System.CommandLine;
using Coopera.Core.Staff.Audit;

namespace Coopera.Web.Commands;

/// <summary><c>register check</c>: what the page "Verifica del registro" does. Reads beside a running site.</summary>
public static class CheckRegister
{
    public static Command Verb(string[] settings) =>
        new Command("check", "Go through the register's chain").OnSite(
            settings, Reach.Reads, (services, _, stop) => RunAsync(services, stop));

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        using var line = new ProgressLine();
        var check = await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(
            null, (done, all) => line.Tell("Checking the register", done, all), stop);
        line.Dispose();
        foreach (var fault in check.Faults)
        {
            await Console.Out.WriteLineAsync($"{fault.Kind}: rows {fault.From} to {fault.To}");
        }

        await Console.Out.WriteLineAsync(check.IsSound
            ? $"The register is sound: {check.Rows} rows, {check.Unsealed} of them from before it had a key. The last hash is {check.LastHash}."
            : $"The register is not sound: {check.FaultCount} faults; as it was written up to row {check.SoundUntil}.");
        return check.IsSound ? ExitCode.Done : ExitCode.NotSound;
    }
}
