using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.OwnData.Sources;

namespace Coopera.Core.OwnData;

public static class OwnDataSetup
{
    /// <summary>The order of the sources is that of the page.</summary>
    public static IServiceCollection AddOwnData(this IServiceCollection services) => services
        .AddSingleton<IOwnDataSource, RegistrationsOwnData>()
        .AddSingleton<IOwnDataSource, AttendanceOwnData>()
        .AddSingleton<IOwnDataSource, AdhesionsOwnData>()
        .AddSingleton<IOwnDataSource, MailsOwnData>()
        .AddSingleton<IOwnDataSource, RequestsOwnData>()
        .AddScoped<ReadOwnData>()
        .AddScoped<DataLinkDoor>()
        .AddScoped<IMailRequestAnswer, SendDataLink>()
        .AddScoped<EndInvitations>()
        .AddScoped<AskCorrection>()
        .AddScoped<AskErasure>()
        .AddScoped<RecordDataRequest>()
        .AddScoped<ChangedDataRequest>()
        .AddScoped<ForgetForRequest>()
        .AddScoped<CloseDataRequest>()
        .AddJob<ForgetOwnDataTraces>();
}
