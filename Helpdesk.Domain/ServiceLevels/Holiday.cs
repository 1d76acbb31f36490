using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>A public holiday: the whole local day is closed (spec P14).</summary>
public sealed record Holiday(LocalDate Date, string NameJa, string NameEn);
