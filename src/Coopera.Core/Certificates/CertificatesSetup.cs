using Coopera.Core.Jobs;
using Coopera.Core.Mail;

namespace Coopera.Core.Certificates;

public static class CertificatesSetup
{
    public static IServiceCollection AddCertificates(this IServiceCollection services, CertificateSettings settings)
    {
        var seal = PaperSeal.Load(settings, TimeProvider.System.GetUtcNow()); // a wrong one stops the start
        return services
            .AddSingleton(new OwnSeal(seal))
            .AddSingleton<PaperMaker>()
            .AddScoped<ChangedCertificates>()
            .AddScoped<ChangedCertificate>()
            .AddScoped<ChangedCredits>()
            .AddScoped<IssueCertificates>()
            .AddScoped<Reissuing>()
            .AddScoped<ReissueCertificate>()
            .AddScoped<RevokeCertificate>()
            .AddScoped<ChangeCredits>()
            .AddScoped<SendSpecimen>()
            .AddScoped<SendCertificateAgain>()
            .AddScoped<CorrectOwnName>()
            .AddScoped<CheckPaper>()
            .AddScoped<IMailRequestAnswer, SendCertificates>()
            .AddJob<MakeCertificates>()
            .AddJob<FollowNames>();
    }
}
