using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Web.Data.Configurations;

internal sealed class PublicBodyConfiguration : IEntityTypeConfiguration<PublicBody>
{
    public void Configure(EntityTypeBuilder<PublicBody> body)
    {
        body.HasKey(b => b.Code);
        body.Property(b => b.Code).HasMaxLength(PublicBody.CodeMaxLength);
        body.Property(b => b.Name).HasMaxLength(PublicBody.NameMaxLength);
        body.Property(b => b.Kind).HasConversion<string>().HasMaxLength(20);
        body.Property(b => b.ProvinceCode).HasMaxLength(2);
        body.Property(b => b.ProvinceName).HasMaxLength(60);
        body.Property(b => b.CadastralCode).HasMaxLength(4);
        body.Property(b => b.SuggestedPec).HasMaxLength(EmailAddress.MaxLength);
        body.Property(b => b.SearchText).HasMaxLength(500);
        body.Ignore(b => b.FullName);
        body.Ignore(b => b.OfFullName);
    }
}

internal sealed class PressReleaseConfiguration : IEntityTypeConfiguration<PressRelease>
{
    public void Configure(EntityTypeBuilder<PressRelease> release)
    {
        release.Property(r => r.Slug).HasMaxLength(Webinar.SlugMaxLength);
        release.HasIndex(r => r.Slug).IsUnique();
        release.Property(r => r.Title).HasMaxLength(Webinar.TitleMaxLength);
        release.Property(r => r.Summary).HasMaxLength(1000);
    }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Kind).HasMaxLength(OutgoingMail.KindMaxLength);
        mail.Property(m => m.Recipient).HasMaxLength(EmailAddress.MaxLength);
        mail.Property(m => m.RecipientName).HasMaxLength(OutgoingMail.NameMaxLength);
        mail.Property(m => m.LastError).HasMaxLength(OutgoingMail.ErrorMaxLength);
        mail.Property(m => m.Status).HasConversion<string>().HasMaxLength(20);
        mail.HasIndex(m => new { m.Status, m.NextAttemptAt });
        mail.HasIndex(m => m.RegistrationId);
        mail.HasIndex(m => m.AdhesionId);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.Actor).HasMaxLength(256);
        entry.Property(e => e.Action).HasMaxLength(100);
        entry.Property(e => e.Subject).HasMaxLength(300);
        entry.HasIndex(e => e.At);
    }
}
