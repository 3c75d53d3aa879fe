using Coopera.Core.Backups;
using Coopera.Core.Certificates;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Dossiers;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Keys;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Core.OwnData;
using Coopera.Core.Presence;
using Coopera.Core.Press;
using Coopera.Core.PublicBodies;
using Coopera.Core.Questionnaires;
using Coopera.Core.Ratings;
using Coopera.Core.Registrations;
using Coopera.Core.Reminders;
using Coopera.Core.Retention;
using Coopera.Core.Samples;
using Coopera.Core.Staff;
using Coopera.Core.Texts;
using Coopera.Core.Webinars;

namespace Coopera.Core;

public static class CoreSetup
{
    public static IServiceCollection AddCore(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Mail.Strangers)
        .AddMemoryCache()
        .AddCooperaData(settings.Database)
        .AddKeys(settings.Keys)
        .AddJobRunner(settings.WorkerEnabled)
        .AddJob<ForgetOldWrites>()
        .AddFiles()
        .AddLinks()
        .AddMail(settings)
        .AddPublicBodies()
        .AddWebinars()
        .AddRegistrations()
        .AddPresence()
        .AddQuestionnaires()
        .AddReminders()
        .AddCertificates(settings.Certificates)
        .AddCoordination()
        .AddPress()
        .AddRatings()
        .AddMailings()
        .AddDossiers()
        .AddSiteTexts()
        .AddRetention()
        .AddBackups(settings.Backup)
        .AddStaffAccounts()
        .AddOwnData()
        .AddSamples();
}
