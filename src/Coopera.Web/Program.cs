using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Hosting;
using Serilog;

try
{
    Machine.Check();
    Logging.StartUp();
    return await CommandLine.RunAsync(args);
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return ExitCode.Failed;
}
catch (Exception failure) when (failure is not HostAbortedException)
{
    Log.Fatal(failure, "The site could not start");
    return ExitCode.Failed;
}
finally
{
    await Log.CloseAndFlushAsync();
}

public partial class Program;
