using Coopera.Core;
using Coopera.Core.Files;
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
catch (Exception fault) when (fault is not HostAbortedException && FaultSentence.Of(fault) is { } told)
{
    await Console.Error.WriteLineAsync(told);
    return ExitCode.Failed;
}
catch (Exception failure) when (failure is not HostAbortedException)
{
    Log.Fatal(failure, "It could not be done, and the program is at fault: please report what follows");
    return ExitCode.Failed;
}
finally
{
    await Log.CloseAndFlushAsync();
}

public partial class Program;
