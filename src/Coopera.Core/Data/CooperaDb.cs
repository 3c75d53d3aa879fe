using System.Data.Common;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.Jobs;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.OwnData;
using Coopera.Domain.Presence;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Ratings;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Coopera.Domain.Texts;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Coopera.Core.Data;

/// <remarks>
/// Contexts are pooled, and a pool gives them nothing but their options: what they need comes with these, from the application's services.
/// Migrations and the template of tests have none.
/// </remarks>
public abstract partial class CooperaDb : IdentityDbContext<StaffUser>, IDataProtectionKeyContext
{
    private static readonly CompiledQuery<Func<CooperaDb, int, Task<Webinar>>> ById = new(
        () => EF.CompileAsyncQuery((CooperaDb db, int id) => db.Webinars.AsNoTracking().Single(w => w.Id == id)));

    private readonly TimeProvider _clock;
    private readonly MailLimits _mailLimits;
    private readonly MostCaused _mostCaused;
    private readonly RegisterSeal? _seal;
    private readonly CommittedChanges? _changes;

    // Both since a use case began: contexts are used again.
    private bool _hasSaved;
    private PublicThings _changed;

    protected CooperaDb(DbContextOptions options)
        : base(options)
    {
        Services = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;
        _clock = Services?.GetService<TimeProvider>() ?? TimeProvider.System;
        _mailLimits = Services?.GetService<MailLimits>() ?? MailLimits.Default;
        _mostCaused = Services?.GetService<MostCaused>() ?? new MostCaused();
        _seal = Services?.GetService<RegisterSeal>();
        _changes = Services?.GetService<CommittedChanges>();
    }

    protected IServiceProvider? Services { get; }

    /// <summary>The row of <see cref="CommittedWrites"/> that this transaction of a server began with; null on SQLite.</summary>
    internal Guid? Mark { get; set; }

    public DbSet<PublicBody> PublicBodies => Set<PublicBody>();

    public DbSet<FormerPec> FormerPecs => Set<FormerPec>();

    public DbSet<IpaImport> IpaImports => Set<IpaImport>();

    public DbSet<Webinar> Webinars => Set<Webinar>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<RegistrationEvent> RegistrationEvents => Set<RegistrationEvent>();

    public DbSet<RecentCancellation> RecentCancellations => Set<RecentCancellation>();

    public DbSet<PresenceInterval> PresenceIntervals => Set<PresenceInterval>();

    public DbSet<AttendanceRule> AttendanceRules => Set<AttendanceRule>();

    public DbSet<CodeWord> CodeWords => Set<CodeWord>();

    public DbSet<WrongWords> WrongWords => Set<WrongWords>();

    public DbSet<PresenceRequest> PresenceRequests => Set<PresenceRequest>();

    public DbSet<PresenceRoom> PresenceRooms => Set<PresenceRoom>();
    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<CertificateCounter> CertificateCounters => Set<CertificateCounter>();

    public DbSet<CreditRule> CreditRules => Set<CreditRule>();
    public DbSet<PresenceImport> PresenceImports => Set<PresenceImport>();

    public DbSet<PresencePairing> PresencePairings => Set<PresencePairing>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<RegistrationImport> RegistrationImports => Set<RegistrationImport>();

    public DbSet<ImportedRegistration> ImportedRegistrations => Set<ImportedRegistration>();

    public DbSet<WebinarAnnouncement> WebinarAnnouncements => Set<WebinarAnnouncement>();

    public DbSet<SignUpAttempt> SignUpAttempts => Set<SignUpAttempt>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<Adhesion> Adhesions => Set<Adhesion>();

    public DbSet<SchedaRequest> SchedaRequests => Set<SchedaRequest>();

    public DbSet<ReceiptCounter> ReceiptCounters => Set<ReceiptCounter>();

    public DbSet<PressRelease> PressReleases => Set<PressRelease>();

    public DbSet<SiteText> SiteTexts => Set<SiteText>();

    public DbSet<OldSlug> OldSlugs => Set<OldSlug>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<Mailing> Mailings => Set<Mailing>();

    public DbSet<MailRequest> MailRequests => Set<MailRequest>();

    public DbSet<RefusedMails> RefusedMails => Set<RefusedMails>();

    public DbSet<MailTurn> MailTurns => Set<MailTurn>();

    public DbSet<PecArrival> PecArrivals => Set<PecArrival>();

    public DbSet<PecReceipt> PecReceipts => Set<PecReceipt>();

    public DbSet<MailLane> MailLanes => Set<MailLane>();

    public DbSet<IncomingMessage> IncomingMessages => Set<IncomingMessage>();

    public DbSet<BouncingAddress> BouncingAddresses => Set<BouncingAddress>();

    public DbSet<MailboxState> MailboxStates => Set<MailboxState>();

    public DbSet<JobLease> JobLeases => Set<JobLease>();

    public DbSet<BackupState> BackupStates => Set<BackupState>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditChain> AuditChains => Set<AuditChain>();

    public DbSet<RetentionState> RetentionStates => Set<RetentionState>();

    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();

    public DbSet<SignInCount> SignInCounts => Set<SignInCount>();

    public DbSet<StaffSession> StaffSessions => Set<StaffSession>();

    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<LinkGeneration> LinkGenerations => Set<LinkGeneration>();

    public DbSet<RatingCount> RatingCounts => Set<RatingCount>();

    public DbSet<CommittedWrite> CommittedWrites => Set<CommittedWrite>();

    public DbSet<DataLink> DataLinks => Set<DataLink>();

    public DbSet<DataRequest> DataRequests => Set<DataRequest>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// The one door for writing transactions. The use case gets a context of its own, may run more than once (a server's
    /// transient fault), and must not touch SMTP, files or the network. When this returns, the transaction is committed.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken = default)
    {
        var changed = PublicThings.None;
        var result = await CommitAsync(
            async db =>
            {
                (db._hasSaved, db._changed) = (false, PublicThings.None);
                var done = await useCase(db);
                changed = db._changed;
                return done;
            },
            cancellationToken);
        _changes?.Tell(changed);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<CooperaDb, Task> useCase, CancellationToken cancellationToken = default) =>
        WriteAsync(
            async db =>
            {
                await useCase(db);
                return true;
            },
            cancellationToken);

    /// <summary>In one transaction, as the engine does it.</summary>
    protected abstract Task<T> CommitAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken);

    public abstract bool IsDuplicate(DbUpdateException exception);

    /// <summary>
    /// True when the database cannot do its work now: away, locked, its disk full or read-only. Nothing is wrong with what was asked.
    /// </summary>
    public abstract bool IsAway(DbException failure);

    /// <summary>
    /// True when a lock of EF's migrations was left behind, and is now gone. The locks of the servers die with their connection.
    /// </summary>
    public virtual Task<bool> ForgetMigrationLockAsync() => Task.FromResult(false);

    /// <summary>
    /// What was deleted is not to be read in the file any more, either. The servers use the space again by themselves, and no dump holds
    /// it. False when somebody was reading: then it is for the next time.
    /// </summary>
    public virtual Task<bool> ScrubAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

    /// <summary>
    /// Locks a webinar's row until the transaction ends, by moving its revision (the portable lock). Null when there is none.
    /// Who counts registrations to decide something, counts after this.
    /// </summary>
    public async Task<Webinar?> LockWebinarAsync(int id) => await TryLockWebinarAsync(id) ? await ById.On(this)(this, id) : null;

    public async Task<Webinar?> LockWholeWebinarAsync(int id) =>
        await TryLockWebinarAsync(id) ? await Webinars.Whole().SingleAsync(w => w.Id == id) : null;

    /// <summary>For who reads it together with something else.</summary>
    internal async Task<bool> TryLockWebinarAsync(int id) =>
        await Database.ExecuteSqlAsync($"""UPDATE "Webinars" SET "Revision" = "Revision" + 1 WHERE "Id" = {id}""") > 0;

    /// <summary>
    /// Locks an adhesion's row until the transaction ends and reads it with its diary and copies, tracked. Null when there is none.
    /// </summary>
    public async Task<Adhesion?> LockAdhesionAsync(Guid id)
    {
        var locked = await Adhesions.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Revision, x => x.Revision + 1));
        return locked == 0
            ? null
            : await Adhesions.Include(a => a.Events).Include(a => a.SignedCopies).AsSplitQuery().SingleAsync(a => a.Id == id);
    }

    /// <summary>Another adhesion of the same body is ahead of it: that one has the body's only place.</summary>
    public Task<bool> IsTakenAsync(Adhesion adhesion, CancellationToken cancellationToken = default) => adhesion.ActiveKey is null
        ? Adhesions.AnyAsync(ahead => ahead.ActiveKey == adhesion.PublicBodyCode, cancellationToken)
        : Task.FromResult(false);

    /// <summary>
    /// Locks a mail's row until the transaction ends: a worker that takes mails in hand waits for it, and then looks again. Null when there
    /// is none.
    /// </summary>
    public async Task<OutgoingMail?> LockMailAsync(Guid id) =>
        await OutgoingMails.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, x => x.Attempts)) == 0
            ? null
            : await OutgoingMails.SingleAsync(m => m.Id == id);

    /// <summary>The number of the receipt, a new one if there is none.</summary>
    public async Task<string> ReceiptOfAsync(Adhesion adhesion, DateTimeOffset now) =>
        adhesion.ReceiptNumber ?? await NextReceiptNumberAsync(RomeTime.ToRome(now).Year);

    /// <summary>
    /// The next receipt number of a year: the counter's row stays locked until the transaction ends, so that none is given twice.
    /// </summary>
    public async Task<string> NextReceiptNumberAsync(int year)
    {
        if (await Advance() == 0)
        {
            ReceiptCounters.Add(new ReceiptCounter(year));
            await SaveChangesAsync(); // two at once in the first minute of a year: one is a duplicate, and is tried again by its use case
            await Advance();
        }

        return ReceiptNumber.Format(
            year, await ReceiptCounters.AsNoTracking().Where(c => c.Year == year).Select(c => c.Last).SingleAsync());

        Task<int> Advance() =>
            ReceiptCounters.Where(c => c.Year == year).ExecuteUpdateAsync(c => c.SetProperty(x => x.Last, x => x.Last + 1));
    }

    /// <summary>
    /// New entries of the register take their place in its chain (<see cref="RegisterChain"/>). New mails that a stranger caused go out
    /// only while there are not too many of them (<see cref="MailBudget"/>).
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await RegisterChain.SealAsync(this, _seal);
        await MailBudget.SpendAsync(this, _mailLimits, _mostCaused);
        var changed = CommittedChanges.Of(ChangeTracker);
        if (changed.HasFlag(PublicThings.Questions))
        {
            await QuestionsVersion.MoveAsync(this);
        }

        _changed |= changed;
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        _hasSaved |= saved > 0;
        return saved;
    }

    /// <summary>
    /// Identity reads its schema version from the application's services. Contexts made without them (migrations) must have the very same
    /// model.
    /// </summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
        {
            optionsBuilder.UseApplicationServiceProvider(IdentitySchema.Services);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<EmailAddress>().HaveConversion<EmailAddressColumn, EmailAddressSpelling>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Ids of accounts and roles are GUIDs as text. Said to be so short, keys made of several fit into an index of SQL Server.
        builder.Entity<StaffUser>().Property(user => user.Id).HasMaxLength(StaffUser.IdMaxLength);
        builder.Entity<StaffUser>().Property(user => user.FullName).HasMaxLength(StaffUser.FullNameMaxLength);
        builder.Entity<IdentityRole>().Property(role => role.Id).HasMaxLength(StaffUser.IdMaxLength);
        builder.Entity<IdentityRole>().HasData(StaffRoles.Rows());
        builder.ApplyConfigurationsFromAssembly(typeof(CooperaDb).Assembly);
    }
}
