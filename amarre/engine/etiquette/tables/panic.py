"""Phrases of the family panic, in the notation of `..table`."""

FR = """
@not
    (ne|n'*|sans|aucun*|ni|pas) ~ (danger|mortel*|catastroph*|hors de controle|drame|panique|irreversible*|
        tragi*|apocalyp*|cauchemar)

panic.drama
    unless @not
    (à genoux|nous ne (maîtrisons|contrôlons|contenons) (plus|pas|rien)|perdu (tout|le) contrôle|plus
        (aucun|le moindre) contrôle|impuissan*|submergé*|sombr* dans|s'effondr*|effondrement|naufrage|
        débâcle|hémorragie)
    (vos (économies|données|biens|comptes|proches)|votre (argent|compte|maison|logement|famille|santé)) ~
        (disparaître|partir en fumée|exploser|être (détruit*|anéanti*|vidé*|pillé*|ruiné*)|s'évanouir|à la
        merci|entre (les|de) (mains|mauvaises))
    (fatal*|mortelle*|meurtri*|funest*|foudroyant*|gravissime*|hors de tout contrôle|sans précédent et|
        jamais vu*|du jamais vu|ampleur inouïe|inimaginable*|insoutenable*|invivable*)
    (rôde*|guett* |frapp* partout|à chaque coin de|n'importe qui|n'importe quand|d'un instant à l'autre|à
        tout (moment|instant)) ~ (partout|peut|pourrait|frapper|mourir|tomber|s'effondrer|exploser|basculer)
    (plus (presque )?rien (dans|en|sur)|presque plus rien|rayons (sont )?(vides|dévalisés)|vont manquer de
        tout|pénurie (générale|totale|généralisée)|plus personne ne sait|nul ne sait (si|comment|ce)|nous
        ignorons (si|comment) nous (tiendrons|survivrons|pourrons))
    (catastroph*|cataclysm*|apocalyp*|désastreu*|désastre|cauchemar*|terrifi*|effroyable*|effrayant*|
        terrible menace|épouvantable*|hécatombe|carnage|chaos|chaotique*|tragédie|panique (générale|totale|
        s'empare)|horreur|alarmant* ampleur|terreur|dantesque)
    (danger (mortel|de mort|imminent|absolu|extrême|immense)|menace (mortelle|imminente|terrible|sans
        précédent)|péril (mortel|imminent)|risque* (d'empoisonnement|d'asphyxie|d'explosion imminente|
        mortel*|gravissime*|énorme*|incalculable*|de mort)|arme mortelle|tueur invisible|ennemi invisible)
    (le pire (est|reste|peut|pourrait|arrive|n'est)|craindre le pire|redouter le pire|au bord (du gouffre|de
        la rupture|de l'effondrement|de la catastrophe)|hors de (tout )?contrôle|totalement dépassé*|
        complètement dépassé*|nous sommes (tous )?(dépassés|perdus|impuissants|débordés|submergés|
        désemparés)|personne n'est (à l'abri|épargné|en sécurité)|nul n'est (à l'abri|épargné)|tout peut
        (arriver|s'effondrer|basculer)|plus rien ne sera|irréparable*|irrémédiable*|situation (désespérée|
        dramatique|gravissime|explosive|incontrôlable|critique et|alarmante|cauchemardesque|apocalyptique)|
        ampleur (inédite|terrifiante|dramatique|effrayante)|conséquences (dramatiques|terribles|
        désastreuses|irréversibles|incalculables|effroyables|mortelles|catastrophiques))
    (vous (pourriez|risquez|allez|pouvez) (de |d')?(tout perdre|mourir|y laisser|perdre (tout|toutes vos|
        l'ensemble|la vie)|être (ruiné*|la prochaine|tué*|gravement))|votre vie (peut|pourrait)
        (en )?(dépendre|être)|votre vie (en dépend|est)|mettre votre vie|met votre vie|vos vies|question de
        vie ou de mort|votre famille (est|sera|pourrait être) (en danger|menacée)|(pirates|criminels|
        malfaiteurs|escrocs) (peuvent|vont|pourraient|sont) ~ (tout|à tout moment|en ce moment|vider|
        détruire|ruiner))
    (propag*|répand*|explos*|déferl*) ~ (à une vitesse|comme une traînée|de façon incontrôl*|partout|sans
        (contrôle|limite)|de manière exponentielle)

panic.rush
    unless (n'est pas|inutile|ne faites pas|pas besoin|pas necessaire|evitez|ne vous)
    (alerte (rouge|maximale|générale|absolue|!|urgente)|urgence (absolue|maximale|vitale|extrême|totale|!)|
        urgentissime|extrême urgence|de toute urgence|état d'urgence absolue)
    (avant|tant) qu'il (ne )?(soit|sera) trop tard
    (il est (peut-être |déjà |presque )?trop tard|chaque (seconde|minute) compte|le temps presse|le compte à
        rebours|l'heure est grave|c'est maintenant ou jamais|n'attendez pas une (seconde|minute)|agissez
        (immédiatement|maintenant|vite|tout de suite|sans (attendre|tarder|perdre))|réagissez
        (immédiatement|maintenant|vite|tout de suite)|pas une (seconde|minute) à perdre|sauve qui peut|
        ruez-vous|précipitez-vous|constituez des (stocks|réserves)|faites des (stocks|réserves)|fuyez|faites
        (vos|des) provisions|pendant qu'il en est (encore )?temps|tant qu'il (en )?est (encore )?temps)

panic.dont_panic
    (ne|surtout ne) (paniquez|panique|panique*|cédez|cédons|vous affolez|t'affole) (surtout )?pas
    (pas de panique|inutile de paniquer|gardez votre sang-froid|ne cédez pas à la panique|n'ayez pas peur)
"""

EN = """
panic.drama
    (on (its|their|our) knees|lost (all |any )?control|losing control|no (longer in )?control|powerless|
        helpless|collaps*|crumbl*|swamped|sinking|going down|total breakdown|falling apart|fall apart)
    (your (savings|data|money|home|house|account|family|health|life savings|identity)) ~ (vanish|disappear|
        go up in (smoke|flames)|explode|be (destroyed|wiped|emptied|ruined|drained|gone)|overnight|in the
        (wrong )?hands of|at the mercy)
    (fatal|lethal|murderous|deadly|unimaginable|unthinkable|unbearable|staggering|never been seen|never seen
        before|unheard-of|gravest|direst|dire|perilous)
    (lurk*|prowl*|strikes? anywhere|at any (moment|minute|second|time)) ~ (everywhere|anywhere|could|may|
        can|collapse|strike|explode)
    (desperate|darkest|bleakest) (hour|times|days|measures|situation)
    (almost nothing left|nothing left|shelves are (empty|bare|emptying)|run out of everything|nobody knows
        (if|whether|how)|no one knows (if|whether|how)|total shortage|get to the (store|shop) now)

panic.drama
    unless (not|no|never|isn't|aren't|without|n't) ~ (catastroph*|out of control|danger|irreversible|
        nightmare|chaos|disaster*|threat|beyond)
    (catastroph*|cataclysm*|apocalyp*|disastrous*|disaster of|nightmare*|terrif*|horrif*|horrific|
        horrendous|frightening|devastat*|carnage|chaos|chaotic|tragedy of|mayhem|meltdown|doomed|doom|dire
        consequences|dire situation|ticking time bomb|killer virus|invisible (enemy|killer)|deadly (threat|
        danger|risk|consequences|enemy)|lethal (threat|danger))
    (mortal|grave|imminent|deadly|extreme|terrible|severe and immediate|unimaginable|terrifying) (danger|
        peril|threat)
    (the worst (is|may be|could|has|might)|fear(ing)? the worst|brace (yourself|yourselves)|prepare for the
        worst|on the (brink|verge) of (collapse|disaster|catastrophe|chaos)|out of control|spiral*( out)?|
        spinning out of control|(we are|we're) (completely |totally |utterly |all )?(overwhelmed|helpless|
        powerless|lost|desperate|drowning)|(nobody|no one|none of us) is (safe|spared|immune)|anything (can|
        could) happen|nothing will (ever )?be the same|irreparable|irreversible|desperate situation|dramatic
        situation|alarming rate|unimaginable|beyond (our )?control)
    (you (could|may|might|will|risk|can) (lose|losing) (everything|it all|all your|your (life|home|life
        savings|entire))|you (could|may|might|will) (die|be (killed|ruined|wiped out|next|seriously
        harmed))|risk of (death|dying|poisoning)|your life (may|could|might) depend|matter of life (and|or)
        death|life-or-death|life or death|your (life|lives|family) (is|are|may be|could be) (at risk|in
        danger|at stake|in jeopardy|threatened)|(criminals|hackers|thieves|scammers|attackers) (can|could|
        will|are|may) ~ (right now|at any moment|drain|empty|destroy|ruin|everything|wipe|anything)|wipe you
        out|spreading (like wildfire|uncontroll*|fast and))

panic.rush
    unless (not|no need|don't need|isn't|avoid|please do not|please don't stock*) ~ (urgent|rush|stockpile|
        act|panic)
    (red alert|code red|(extreme|absolute|utmost|critical) (urgency|emergency)|emergency alert|urgent alert|
        most urgent|extremely urgent|urgent! )
    before it('s| is) too late
    (it (may|might|could) (already )?be too late|every (second|minute) counts|time is running out|the clock
        is ticking|running out of time|act (immediately|now|fast|at once|without delay|before)|now or never|
        don't wait (a|another) (second|minute)|not a (second|moment|minute) to (lose|waste|spare)|drop
        everything|stockpile|while you still can|fill your (cupboards|freezers|shelves|fridges)|rush to|run,
        don't|panic buy* now|get out now)

panic.dont_panic
    (don't|do not|please don't|please do not|no need to|nobody should|try not to|let's not) panic
"""
